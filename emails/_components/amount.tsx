import { Text } from "react-email";
import { formatMoney, type Money } from "#app/platform/money.ts";
import type { MailFrame } from "./frame.ts";
import { styles } from "./styles.ts";

/** The number people opened the mail for: the largest thing on it. */
export function Amount({
  frame,
  label,
  amount,
}: {
  frame: MailFrame;
  label: string;
  amount: Money;
}) {
  const looks = styles(frame.palette.light);
  return (
    <>
      <Text className="soft" style={looks.amountLabel}>
        {label}
      </Text>
      <Text className="amount ink" style={looks.amount}>
        {formatMoney(amount, frame.language)}
      </Text>
    </>
  );
}
