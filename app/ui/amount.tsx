import { formatMoney, type Money, toDecimal } from "#app/platform/money.ts";
import { useLanguage } from "./language.tsx";

/** An amount in tabular figures, in the reader's language; the exact value stays readable by machines. */
export function Amount(props: { value: Money; className?: string }) {
  const { value } = props;
  return (
    <data
      value={toDecimal(value.minor, value.currency)}
      className={props.className ? `num ${props.className}` : "num"}
    >
      {formatMoney(value, useLanguage())}
    </data>
  );
}
