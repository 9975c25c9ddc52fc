import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { formatDecimal } from "#app/platform/money.ts";
import { InstantText } from "../day.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { RefusingKey } from "./refusing-key.tsx";

interface Facts {
  by: { name: string; prefix: string; revokedAt: Date | null } | null;
  keyPrefix: string | null;
  count: number;
  firstAt: Date;
  lastAt: Date;
  method: string;
  path: string;
  invoiceNumber: string | null;
  customerNumber: string | null;
  size: number | null;
  line: number | null;
  linesLeftOut: number | null;
}

/** When, by whom and about what something was refused. */
export function RefusalFacts(props: { refusal: Facts; mostNotedLines: number }) {
  const t = useMessages().refusals;
  const language = useLanguage();
  const { refusal } = props;
  const figure = (count: number) => formatDecimal(String(count), language);
  return (
    <div className="sheet stack">
      <dl className="facts">
        <Fact name={t.request}>
          <code>
            {refusal.method} {refusal.path}
          </code>
          {refusal.line === null ? null : <> ({t.line(figure(refusal.line))})</>}
        </Fact>
        <Fact name={t.key}>
          <RefusingKey known={refusal.by} unknownPrefix={refusal.keyPrefix} />
        </Fact>
        {refusal.count > 1 ? (
          <Fact name={t.first}>
            <InstantText value={refusal.firstAt} />
          </Fact>
        ) : null}
        <Fact name={refusal.count > 1 ? t.last : t.when}>
          <InstantText value={refusal.lastAt} />
        </Fact>
        {refusal.count > 1 ? <Fact name={t.count}>{figure(refusal.count)}</Fact> : null}
        {refusal.invoiceNumber ? <Fact name={t.invoice}>{refusal.invoiceNumber}</Fact> : null}
        {refusal.customerNumber ? (
          <Fact name={t.customer}>
            <Link
              to={`/staff/customers?${new URLSearchParams({ q: refusal.customerNumber })}`}
              reloadDocument
            >
              {refusal.customerNumber}
            </Link>
          </Fact>
        ) : null}
        {refusal.size === null ? null : <Fact name={t.size}>{t.bytes(figure(refusal.size))}</Fact>}
      </dl>
      {refusal.linesLeftOut === null ? null : (
        <p>{t.linesLeftOut(figure(refusal.linesLeftOut), figure(props.mostNotedLines))}</p>
      )}
    </div>
  );
}

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
