import { Link } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import {
  formatDecimal,
  formatMoney,
  formatUnitPrice,
  type Money,
  money,
} from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { DayText } from "../day.tsx";
import { useLanguage, useMessages } from "../language.tsx";

/** One cause; `amount` in minor units, `from` and `to` decimal strings (quantities, or prices for one unit). */
type Part = { readonly amount: number } & (
  | {
      readonly cause: "quantity" | "price";
      readonly name: string;
      readonly unitCode: string;
      readonly from: string;
      readonly to: string;
    }
  | { readonly cause: "new" | "gone"; readonly name: string }
  | { readonly cause: "document" | "vat" }
);

export interface WhatChangedProps {
  previous: { number: string; to: string; issueDate: Day; gross: number };
  currency: string;
  difference: number;
  parts: Part[];
}

/** More than this is a list that nobody reads: the rest is one row. */
const shown = 6;

/** Why this invoice is more, or less, than the one before it; the rows add up to the difference. */
export function WhatChanged(props: WhatChangedProps) {
  const t = useMessages().invoices.changed;
  const language = useLanguage();
  const { previous, currency, difference, parts } = props;
  const written = formatMoney(money(Math.abs(difference), currency), language);
  const rows = parts.length > shown + 1 ? parts.slice(0, shown) : parts;
  const rest = parts.slice(rows.length);
  return (
    <section className="sheet stack no-print" aria-labelledby="what-changed">
      <h2 id="what-changed">{t.title}</h2>
      <p>
        {difference === 0 ? t.same : difference > 0 ? t.more(written) : t.less(written)}{" "}
        <Link to={previous.to} reloadDocument>
          {previous.number}
        </Link>{" "}
        (<DayText value={previous.issueDate} />, <Amount value={money(previous.gross, currency)} />
        ).
      </p>
      {rows.length > 0 ? (
        <table>
          <caption className="visually-hidden">{t.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.cause}</th>
              <th scope="col" className="r">
                {t.effect}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((part) => (
              <tr key={`${part.cause} ${"name" in part ? part.name : ""}`}>
                <th scope="row">
                  <PartText part={part} currency={currency} />
                </th>
                <td className="r">
                  <Signed value={money(part.amount, currency)} />
                </td>
              </tr>
            ))}
            {rest.length > 0 ? (
              <tr>
                <th scope="row">{t.others(rest.length)}</th>
                <td className="r">
                  <Signed
                    value={money(
                      rest.reduce((sum, { amount }) => sum + amount, 0),
                      currency,
                    )}
                  />
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}

function PartText({ part, currency }: { part: Part; currency: string }) {
  const { changed: t, units } = useMessages().invoices;
  const language = useLanguage();
  switch (part.cause) {
    case "document":
    case "vat":
      return t[part.cause];
    case "new":
    case "gone":
      return <Caused name={part.name}>{t[part.cause]}</Caused>;
    case "price": {
      const write = (value: string) => formatUnitPrice(value, currency, language);
      return <Caused name={part.name}>{t.price(write(part.from), write(part.to))}</Caused>;
    }
    case "quantity": {
      const unit = units[part.unitCode];
      const write = (value: string) =>
        `${formatDecimal(value, language)}${unit ? `\u00a0${unit}` : ""}`;
      return <Caused name={part.name}>{t.quantity(write(part.from), write(part.to))}</Caused>;
    }
  }
}

function Caused(props: { name: string; children: string }) {
  return (
    <>
      {props.name}
      <br />
      <span className="muted">{props.children}</span>
    </>
  );
}

/** A difference: with its sign, also when it is more. */
function Signed({ value }: { value: Money }) {
  return (
    <span className="num">
      {value.minor > 0 ? "+" : ""}
      <Amount value={value} />
    </span>
  );
}
