/** Why a line is contested. The form words them; the desk and the reports group by them. */
export const disputeReasons = [
  "not-received",
  "quantity",
  "price",
  "already-paid",
  "vat-rate",
  "address",
  "other",
] as const;
export type DisputeReason = (typeof disputeReasons)[number];

export function isDisputeReason(value: unknown): value is DisputeReason {
  return typeof value === "string" && (disputeReasons as readonly string[]).includes(value);
}

/** States in which the claimed amount is frozen and somebody owes an answer. */
export const openStates = ["open", "waiting-customer", "credit-requested"] as const;

export function isOpenState(state: string): boolean {
  return (openStates as readonly string[]).includes(state);
}
