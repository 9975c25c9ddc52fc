import { formatMoney, type Money, toDecimal } from "#app/platform/money.ts";
import { useLanguage } from "./language.tsx";

/** Characters of "100 000,00 €": what is longer is written smaller where figures are large. */
const longest = 12;

/** An amount in tabular figures, in the reader's language; the exact value stays readable by machines. */
export function Amount(props: { value: Money; className?: string }) {
  const { value } = props;
  const written = formatMoney(value, useLanguage());
  const classes = ["num", props.className, written.length > longest ? "long" : ""];
  return (
    <data
      value={toDecimal(value.minor, value.currency)}
      className={classes.filter(Boolean).join(" ")}
    >
      {written}
    </data>
  );
}
