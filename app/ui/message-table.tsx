import { InstantText } from "./day.tsx";
import { useMessages } from "./language.tsx";
import { Tag, type Tone } from "./tag.tsx";

export interface MessageRow {
  id: string;
  kind: string;
  recipient: string;
  subject: string;
  state: string;
  reason: string | null;
  code: string;
  customer: { number: string; name: string } | null;
  createdAt: Date;
  sentAt: Date | null;
}

const toneOf: Record<string, Tone> = {
  created: "due",
  sending: "due",
  accepted: "held",
  delivered: "paid",
  bounced: "late",
  complained: "late",
  suppressed: "late",
  failed: "late",
  withdrawn: "held",
  recorded: "held",
};

/** Mails and what became of them, in plain words. */
export function MessageTable(props: {
  caption: string;
  messages: readonly MessageRow[];
  withCustomer: boolean;
}) {
  const { notifications: t } = useMessages();
  return (
    <table className="cards log">
      <caption className="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.pages.message}</th>
          {props.withCustomer ? <th scope="col">{t.pages.customer}</th> : null}
          <th scope="col">{t.pages.to}</th>
          <th scope="col">{t.pages.state}</th>
          <th scope="col">{t.pages.sentAt}</th>
        </tr>
      </thead>
      <tbody>
        {props.messages.map((message) => (
          <tr key={message.id}>
            <th scope="row">
              {message.subject}
              <br />
              <span className="muted small">
                {t.kinds[message.kind as keyof typeof t.kinds]} ·{" "}
                <span className="num">{message.code}</span>
              </span>
            </th>
            {props.withCustomer ? (
              <td data-label={t.pages.customer}>{message.customer?.name ?? "–"}</td>
            ) : null}
            <td data-label={t.pages.to}>{message.recipient}</td>
            <td data-label={t.pages.state}>
              <Fate {...message} />
            </td>
            <td data-label={t.pages.sentAt}>
              {message.sentAt ? <InstantText value={message.sentAt} /> : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The state, and why where something went wrong. */
function Fate(props: MessageRow) {
  const { notifications: t } = useMessages();
  const reasons: Record<string, string> = {
    ...t.withdrawnBecause,
    ...t.failedBecause,
    ...t.bounceTypes,
  };
  const why = props.reason ? reasons[props.reason] : undefined;
  return (
    <span>
      <Tag tone={toneOf[props.state] ?? "held"}>
        {t.states[props.state as keyof typeof t.states]}
      </Tag>
      {why ? (
        <>
          <br />
          <span className="muted small">{why}</span>
        </>
      ) : null}
    </span>
  );
}
