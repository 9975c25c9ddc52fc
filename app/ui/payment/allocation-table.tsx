import { Link } from "@remix-run/react";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { useMessages } from "../language.tsx";

/** What a payment paid of each invoice, and what is left of it. */
export function AllocationTable(props: {
  rows: { number: string; title: string; to: string; paid: Money; remaining: Money }[];
}) {
  const t = useMessages().payments;
  return (
    <table className="cards">
      <caption>{t.allocation}</caption>
      <thead>
        <tr>
          <th scope="col">{t.invoice}</th>
          <th scope="col" className="r">
            {t.paidByThis}
          </th>
          <th scope="col" className="r">
            {t.remaining}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.number}>
            <th scope="row">
              <Link to={row.to} reloadDocument>
                {row.number}
              </Link>
              <br />
              <span className="muted">{row.title}</span>
            </th>
            <td className="r" data-label={t.paidByThis}>
              <Amount value={row.paid} />
            </td>
            <td className="r" data-label={t.remaining}>
              {row.remaining.minor === 0 ? t.settledInFull : <Amount value={row.remaining} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
