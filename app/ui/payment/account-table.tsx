import { Link } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { DayText } from "../day.tsx";
import { useMessages } from "../language.tsx";

export interface AccountRow {
  key: string;
  day: Day;
  kind: "invoice" | "creditNote" | "payment" | "refund" | "reinstated";
  number: string;
  /** The page of the invoice or of the payment. */
  to: string;
  /** What is owed grew by this, or null: shrank. */
  debit: Money | null;
  credit: Money | null;
  /** After it. */
  balance: Money;
}

/** Entries of a customer's account in one currency, as its statement has them, newest first; on a phone a card each. */
export function AccountTable(props: { caption: string; rows: AccountRow[] }) {
  const { columns, kinds } = useMessages().document.statement;
  return (
    <table className="cards log">
      <caption className="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.movement}</th>
          <th scope="col">{columns.day}</th>
          <th scope="col" className="r">
            {columns.debit}
          </th>
          <th scope="col" className="r">
            {columns.credit}
          </th>
          <th scope="col" className="r">
            {columns.balance}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <Link to={row.to} reloadDocument>
                {kinds[row.kind](row.number)}
              </Link>
            </th>
            <td data-label={columns.day}>
              <DayText value={row.day} />
            </td>
            <td className="r" data-label={columns.debit}>
              {row.debit ? <Amount value={row.debit} /> : null}
            </td>
            <td className="r" data-label={columns.credit}>
              {row.credit ? <Amount value={row.credit} /> : null}
            </td>
            <td className="r" data-label={columns.balance}>
              <Amount value={row.balance} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
