import { Link } from "@remix-run/react";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { useMessages } from "../language.tsx";

/** The balance in each currency; `to` leads to the entries of a currency that is not the one shown. */
export function AccountBalances(props: { balances: { value: Money; to: string | null }[] }) {
  const t = useMessages().staff.account;
  return (
    <dl className="facts">
      {props.balances.map(({ value, to }) => (
        <div key={value.currency} className="fact">
          <dt>
            {t.balance}{" "}
            {to ? (
              <Link to={to} reloadDocument>
                {value.currency}
              </Link>
            ) : (
              value.currency
            )}
          </dt>
          <dd>
            <Amount value={value} />
            {value.minor < 0 ? ` (${t.inFavour})` : ""}
          </dd>
        </div>
      ))}
    </dl>
  );
}
