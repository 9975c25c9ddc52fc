import { Form } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { Button } from "../button.tsx";
import { DayText } from "../day.tsx";
import { fieldId } from "../field.tsx";
import { useLanguage, useMessages } from "../language.tsx";

interface Choice {
  id: string;
  number: string;
  about: string;
  to: string;
  dueDate: Day | null;
  dueNow: Money;
  contested: Money;
  processing: Money;
  chosen: boolean;
  /** It is agreed, or proposed, to pay it later. */
  plan?: "promise" | "instalments" | "proposed";
}

/**
 * Invoices of one currency to tick. Two forms, so that no script is needed: one puts what is ticked into the URL and
 * comes back with the total, the other pays exactly what the page says.
 */
export function ChooseInvoices(props: {
  currency: string;
  total: Money;
  chosen: string[];
  invoices: Choice[];
  action: string;
  /** Whether the error summary leads here. */
  errorTarget: boolean;
}) {
  const t = useMessages().payments;
  const language = useLanguage();
  return (
    <section className="sheet stack">
      <Form method="get" action={props.action} reloadDocument className="stack">
        <fieldset className="field" id={props.errorTarget ? fieldId("invoice") : undefined}>
          <legend>{t.chooseLegend(props.currency)}</legend>
          <span className="hint">{t.chooseHint}</span>
          {props.invoices.map((invoice) => (
            <InvoiceChoice key={invoice.id} invoice={invoice} />
          ))}
        </fieldset>
        <Button look="quiet">{t.updateTotal}</Button>
      </Form>
      <Form method="post" action={props.action} reloadDocument className="stack">
        {props.chosen.map((id) => (
          <input key={id} type="hidden" name="invoice" value={id} />
        ))}
        <p className="row spread">
          <span>{t.total}</span>
          <Amount value={props.total} className="big" />
        </p>
        {props.total.minor > 0 ? (
          <Button wide data-testid="pay">
            {t.pay(formatMoney(props.total, language))}
          </Button>
        ) : (
          <p>{t.noneChosen}</p>
        )}
      </Form>
    </section>
  );
}

function InvoiceChoice(props: { invoice: Choice }) {
  const { payments: t, plans } = useMessages();
  const language = useLanguage();
  const { invoice } = props;
  const id = `invoice-${invoice.id}`;
  const payable = invoice.dueNow.minor > 0;
  return (
    <div className="choice">
      <input
        type="checkbox"
        name="invoice"
        value={invoice.id}
        id={id}
        defaultChecked={invoice.chosen}
        disabled={!payable}
      />
      <label htmlFor={id}>
        <span className="row spread">
          <span>
            {invoice.number} <span className="muted">{invoice.about}</span>
          </span>
          <Amount value={invoice.dueNow} />
        </span>
        {invoice.dueDate ? (
          <span className="hint">
            {t.dueOn} <DayText value={invoice.dueDate} />
          </span>
        ) : null}
        {invoice.plan ? <span className="hint">{plans.tag[invoice.plan]}</span> : null}
        {whyLess(invoice, t, language).map((sentence) => (
          <span className="hint" key={sentence}>
            {sentence}
          </span>
        ))}
      </label>
    </div>
  );
}

/** Why less than the invoice is asked for, or nothing. */
function whyLess(invoice: Choice, t: Messages["payments"], language: Language): string[] {
  const { dueNow, contested, processing } = invoice;
  if (dueNow.minor === 0) return [processing.minor > 0 ? t.onlyUnderWay : t.onlyFrozen];
  return [
    ...(contested.minor > 0 ? [t.frozen(formatMoney(contested, language))] : []),
    ...(processing.minor > 0 ? [t.underWay(formatMoney(processing, language))] : []),
  ];
}
