import { Form } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Button } from "#app/ui/button.tsx";
import { DayText } from "#app/ui/day.tsx";
import { fieldId } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** Which invoices the rest of a payment pays: for money that came without saying. Nothing when nothing is left. */
export function AllocateForm(props: {
  credit: Money | null;
  payable: readonly {
    id: string;
    number: string;
    title: string;
    dueDate: Day | null;
    dueNow: Money;
  }[];
  error?: string;
}) {
  const { payments, layout } = useMessages();
  const t = payments.staff;
  if (!props.credit) return null;
  return (
    <section className="sheet stack narrow" aria-labelledby="allocate">
      <h2 id="allocate">{t.allocate}</h2>
      {props.payable.length === 0 ? (
        <p>{t.allocateNone}</p>
      ) : (
        <Form method="post" reloadDocument className="stack">
          <fieldset
            id={fieldId("invoice")}
            tabIndex={-1}
            className={props.error ? "field has-error" : "field"}
          >
            <legend>{t.allocateTo}</legend>
            {props.error ? (
              <p className="field-error">
                <span className="visually-hidden">{layout.errorPrefix}</span>
                {props.error}
              </p>
            ) : null}
            {props.payable.map((invoice) => (
              <div className="choice" key={invoice.id}>
                <input
                  type="checkbox"
                  name="invoice"
                  value={invoice.id}
                  id={`invoice-${invoice.id}`}
                />
                <label htmlFor={`invoice-${invoice.id}`}>
                  <span className="row spread">
                    <span>
                      {invoice.number} <span className="muted">{invoice.title}</span>
                    </span>
                    <Amount value={invoice.dueNow} />
                  </span>
                  {invoice.dueDate ? (
                    <span className="hint">
                      {payments.dueOn} <DayText value={invoice.dueDate} />
                    </span>
                  ) : null}
                </label>
              </div>
            ))}
          </fieldset>
          <p className="muted">{t.allocateHint}</p>
          <Button look="quiet" name="intent" value="allocate" data-testid="allocate">
            {t.allocateButton}
          </Button>
        </Form>
      )}
    </section>
  );
}
