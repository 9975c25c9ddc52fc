import { Link } from "@remix-run/react";
import { type Day, daysBetween, formatDay } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { Tag } from "../tag.tsx";
import { DisputeStateTag } from "./thread.tsx";

export interface QueueItem {
  id: string;
  reference: string;
  customerName: string;
  reason: string;
  amount: Money;
  state: string;
  promisedOn: Day;
  to: string;
  current: boolean;
}

/** The desk's list: who waits, since when it is late, for how much. */
export function Queue(props: { items: QueueItem[]; today: Day; label: string }) {
  const t = useMessages().disputes;
  if (props.items.length === 0)
    return (
      <div className="thread stack">
        <p>{t.desk.empty}</p>
        <p className="muted">{t.desk.emptyHint}</p>
      </div>
    );
  return (
    <ul className="queue" aria-label={props.label}>
      {props.items.map((item) => (
        <li key={item.id}>
          <div className="row spread">
            <Link
              className="action-link"
              to={item.to}
              reloadDocument
              aria-current={item.current ? "true" : undefined}
            >
              <strong>{item.customerName}</strong>
            </Link>
            <PromisedBy item={item} today={props.today} />
          </div>
          <span className="num">{item.reference}</span>
          <br />
          <span className="muted">
            {t.reasonShort[item.reason] ?? item.reason} · <Amount value={item.amount} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How soon the promised answer is due, in words before colour. */
function PromisedBy(props: { item: QueueItem; today: Day }) {
  const t = useMessages().disputes.desk;
  const language = useLanguage();
  const { item, today } = props;
  if (item.state === "waiting-customer") return <Tag tone="held">{t.waiting}</Tag>;
  if (item.state !== "open") return <DisputeStateTag state={item.state} />;
  const left = daysBetween(today, item.promisedOn);
  if (left < 0) return <Tag tone="late">{t.lateBy(-left)}</Tag>;
  if (left === 0) return <Tag tone="late">{t.today}</Tag>;
  if (left === 1) return <Tag tone="due">{t.tomorrow}</Tag>;
  return <Tag tone="due">{formatDay(item.promisedOn, language)}</Tag>;
}

/** Which part of the queue is shown, with how many each holds. */
export function QueueFilters(props: {
  filters: { name: string; label: string; to: string; count: number; current: boolean }[];
}) {
  const t = useMessages().disputes.desk;
  return (
    <nav aria-label={t.filtersLabel}>
      <ul className="chips">
        {props.filters.map((filter) => (
          <li key={filter.name}>
            <Link to={filter.to} reloadDocument aria-current={filter.current ? "true" : undefined}>
              {filter.label} ({filter.count})
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
