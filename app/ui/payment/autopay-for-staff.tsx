import { Form } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { Button } from "../button.tsx";
import { DayText } from "../day.tsx";
import { useMessages } from "../language.tsx";

/** What staff see of a customer's automatic payment on the phone, and how they stop it when asked to. */
export function AutopayForStaff(props: {
  agreements: readonly {
    id: string;
    currency: string;
    method: string;
    limit: Money | null;
    startedOn: Day;
    planned: readonly unknown[];
  }[];
}) {
  const t = useMessages().autopay;
  return (
    <section className="sheet stack" aria-labelledby="autopay">
      <h2 id="autopay">{t.staff.title}</h2>
      {props.agreements.length === 0 ? <p className="muted">{t.staff.off}</p> : null}
      {props.agreements.map((agreement) => (
        <div className="stack" key={agreement.id}>
          <dl className="facts">
            <dt>{t.method}</dt>
            <dd>
              {agreement.method} ({agreement.currency})
            </dd>
            <dt>{t.since}</dt>
            <dd>
              <DayText value={agreement.startedOn} />
            </dd>
            <dt>{t.limitNow}</dt>
            <dd>{agreement.limit ? <Amount value={agreement.limit} /> : t.noLimit}</dd>
          </dl>
          <p className="muted">{t.staff.planned(agreement.planned.length)}</p>
          <Form method="post" reloadDocument>
            <input type="hidden" name="stop-autopay" value={agreement.id} />
            <Button look="quiet">{t.staff.stop}</Button>
          </Form>
        </div>
      ))}
    </section>
  );
}
