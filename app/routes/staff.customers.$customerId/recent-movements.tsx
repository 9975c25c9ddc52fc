import { Link } from "@remix-run/react";
import type { Money } from "#app/platform/money.ts";
import { useMessages } from "#app/ui/language.tsx";
import { AccountBalances } from "#app/ui/payment/account-balances.tsx";
import { type AccountRow, AccountTable } from "#app/ui/payment/account-table.tsx";

/** The balances and what moved the account last; nothing for a customer whose account never moved. */
export function RecentMovements(props: {
  balances: { value: Money; to: null }[];
  rows: AccountRow[];
  /** All of them. */
  to: string;
}) {
  const t = useMessages().staff.account;
  if (props.rows.length === 0) return null;
  return (
    <section className="sheet stack" aria-labelledby="movements">
      <h2 id="movements">{t.movements}</h2>
      <AccountBalances balances={props.balances} />
      <AccountTable caption={t.movements} rows={props.rows} />
      <p>
        <Link className="action-link" to={props.to} reloadDocument>
          {t.all}
        </Link>
      </p>
    </section>
  );
}
