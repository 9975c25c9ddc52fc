import { Link } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { DayText } from "../day.tsx";
import { useMessages } from "../language.tsx";
import { PaymentStateTag, type ShownPaymentState } from "./payment-state-tag.tsx";

export interface PaymentRow {
  id: string;
  number: string;
  /** The receipt's page; null where there is none for this reader. */
  to: string | null;
  receivedOn: Day;
  method: string;
  amount: Money;
  state: ShownPaymentState;
  invoices: { number: string; to: string | null }[];
  customer?: { name: string; number: string; to: string };
  /** Not matched to an invoice; shown to the staff. */
  unallocated?: Money | null;
}

/** Payments, a row each; on a phone a card each. */
export function PaymentTable(props: { caption: string; rows: PaymentRow[] }) {
  const t = useMessages().payments;
  const forStaff = props.rows.some((row) => row.customer);
  return (
    <table className="cards log">
      <caption className="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.receipt}</th>
          {forStaff ? <th scope="col">{t.staff.customer}</th> : null}
          <th scope="col">{t.receivedOn}</th>
          <th scope="col">{t.method}</th>
          <th scope="col">{t.paid}</th>
          <th scope="col">{t.state}</th>
          <th scope="col" className="r">
            {t.amount}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.to ? (
                <Link to={row.to} reloadDocument>
                  {row.number}
                </Link>
              ) : (
                row.number
              )}
            </th>
            {row.customer ? (
              <td data-label={t.staff.customer}>
                <Link to={row.customer.to} reloadDocument>
                  {row.customer.name}
                </Link>
              </td>
            ) : null}
            <td data-label={t.receivedOn}>
              <DayText value={row.receivedOn} />
            </td>
            <td data-label={t.method}>{row.method}</td>
            <td data-label={t.paid}>
              <Paid row={row} />
            </td>
            <td data-label={t.state}>
              <PaymentStateTag state={row.state} />
            </td>
            <td className="r" data-label={t.amount}>
              <Amount value={row.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Paid(props: { row: PaymentRow }) {
  const t = useMessages().payments;
  const { invoices, unallocated } = props.row;
  return (
    <span>
      {invoices.map((invoice, index) => (
        <span key={invoice.number}>
          {index > 0 ? ", " : ""}
          {invoice.to ? (
            <Link to={invoice.to} reloadDocument>
              {invoice.number}
            </Link>
          ) : (
            invoice.number
          )}
        </span>
      ))}
      {invoices.length === 0 && !unallocated ? "–" : null}
      {unallocated ? (
        <>
          {invoices.length > 0 ? <br /> : null}
          {t.staff.credit} <Amount value={unallocated} />
        </>
      ) : null}
    </span>
  );
}
