import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { InstantText } from "../day.tsx";
import { useMessages } from "../language.tsx";
import { Tag, type Tone } from "../tag.tsx";

export interface DeliveryFacts {
  eventId: number;
  eventType: string;
  customerNumber: string;
  state: "waiting" | "delivered" | "failed";
  attempts: number;
  createdAt: Date;
  nextTryAt: Date;
  lastStatus: number | null;
  lastAnswer: string | null;
  lastError: string | null;
}

const toneOf: Record<DeliveryFacts["state"], Tone> = {
  waiting: "due",
  delivered: "paid",
  failed: "late",
};

/** What an address was sent, and what it said. */
export function DeliveryTable(props: { rows: readonly DeliveryFacts[]; canSendAgain: boolean }) {
  const t = useMessages().webhooks;
  return (
    <table className="cards log">
      <caption className="visually-hidden">{t.deliveries}</caption>
      <thead>
        <tr>
          <th scope="col">{t.event}</th>
          <th scope="col">{t.customer}</th>
          <th scope="col">{t.when}</th>
          <th scope="col">{t.state}</th>
          <th scope="col">{t.answered}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.eventId}>
            <th scope="row">
              {row.eventType in t.types
                ? t.types[row.eventType as keyof typeof t.types]
                : row.eventType}
              <br />
              <span className="muted small num">evt_{row.eventId}</span>
            </th>
            <td data-label={t.customer}>{row.customerNumber}</td>
            <td data-label={t.when}>
              <InstantText value={row.createdAt} />
            </td>
            <td data-label={t.state}>
              <span>
                <Tag tone={toneOf[row.state]}>{t.deliveryStates[row.state]}</Tag>
                <br />
                <span className="small">
                  {row.attempts > 0 ? t.attempts(row.attempts) : null}
                  {row.state === "waiting" && row.attempts > 0 ? (
                    <>
                      {", "}
                      {t.nextTry} <InstantText value={row.nextTryAt} />
                    </>
                  ) : null}
                </span>
              </span>
            </td>
            <td data-label={t.answered}>
              <span>
                {row.lastStatus ?? (row.lastError ? (t.reasons[row.lastError] ?? "") : "–")}
                {row.lastAnswer ? (
                  <>
                    <br />
                    <code className="small">{row.lastAnswer.slice(0, 120)}</code>
                  </>
                ) : null}
                {props.canSendAgain ? (
                  <Form method="post">
                    <input type="hidden" name="intent" value="again" />
                    <input type="hidden" name="event" value={row.eventId} />
                    <Button look="quiet" aria-label={t.againWhich(`evt_${row.eventId}`)}>
                      {t.again}
                    </Button>
                  </Form>
                ) : null}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
