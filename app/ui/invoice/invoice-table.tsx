import { Link } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import { money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { DayText } from "../day.tsx";
import { useMessages } from "../language.tsx";
import { type InvoiceStatusTag, InvoiceTags } from "../tag.tsx";

export interface InvoiceTableRow {
  id: string;
  number: string;
  kind: "invoice" | "creditNote";
  title: string;
  reference: string | null;
  issueDate: Day;
  dueDate: Day | null;
  currency: string;
  gross: number;
  contested: number;
  dueNow: number;
  status: Parameters<typeof InvoiceStatusTag>[0]["status"];
  to: string;
}

/** Invoices as a table that becomes cards on a phone. `amount`: which figure people came for. */
export function InvoiceTable(props: {
  caption: string;
  captionHidden?: boolean;
  invoices: InvoiceTableRow[];
  amount: "gross" | "dueNow";
  /** Arrangements that hold, by the invoice's id. */
  plans?: Readonly<Record<string, "promise" | "instalments" | "proposed">>;
  toStaff?: boolean;
}) {
  const t = useMessages().invoices;
  const withTotal = props.amount === "gross";
  const amountLabel = withTotal ? t.total : t.amountDue;
  return (
    <table className="cards">
      <caption className={props.captionHidden ? "visually-hidden" : undefined}>
        {props.caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t.invoice}</th>
          {withTotal ? <th scope="col">{t.issuedOn}</th> : null}
          <th scope="col">{t.dueOn}</th>
          <th scope="col">{t.state}</th>
          <th scope="col" className="r">
            {amountLabel}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.invoices.map((invoice) => (
          <tr key={invoice.id}>
            <th scope="row">
              <Link to={invoice.to} reloadDocument>
                {invoice.kind === "creditNote" ? `${t.creditNote} ` : ""}
                {invoice.number}
              </Link>
              <br />
              <span className="muted">{invoice.title}</span>
              {invoice.reference ? (
                <span className="muted small">
                  <br />
                  {t.yourReference} {invoice.reference}
                </span>
              ) : null}
            </th>
            {withTotal ? (
              <td data-label={t.issuedOn}>
                <DayText value={invoice.issueDate} />
              </td>
            ) : null}
            <td data-label={t.dueOn}>
              {invoice.dueDate ? <DayText value={invoice.dueDate} /> : "–"}
            </td>
            <td data-label={t.state}>
              <span>
                <InvoiceTags
                  status={invoice.status}
                  kind={invoice.kind}
                  contested={invoice.contested > 0}
                  plan={props.plans?.[invoice.id]}
                  toStaff={props.toStaff}
                />
              </span>
            </td>
            <td className="r" data-label={amountLabel}>
              <Amount
                value={money(
                  (invoice.kind === "creditNote" && withTotal ? -1 : 1) * invoice[props.amount],
                  invoice.currency,
                )}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
