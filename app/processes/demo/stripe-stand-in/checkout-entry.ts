import { isIban, plainIban } from "./ibans.ts";
import type { Instrument } from "./stripe-account.server.ts";
import { isCardNumber } from "./test-cards.ts";
import type { CheckoutWords } from "./words.ts";

/** The fields of the hosted page, by their names in the form. */
export const entryFields = [
  "method",
  "email",
  "card_number",
  "card_expiry",
  "card_cvc",
  "name",
  "iban",
] as const;
export type EntryField = (typeof entryFields)[number];
export type Typed = Partial<Record<EntryField, string>>;

/** What is wrong, by field, as keys of the words. */
export type EntryProblems = Partial<Record<EntryField, keyof CheckoutWords>>;

export interface Entry {
  readonly instrument: Instrument;
  readonly email: string;
  readonly name: string;
}

/** Reads what a person typed; spaces are theirs to use. `now` decides whether a card has expired. */
export function readEntry(
  typed: Typed,
  offered: readonly string[],
  now: Date,
): { entry: Entry } | { problems: EntryProblems } {
  const problems: EntryProblems = {};
  const method = offered.length === 1 ? offered[0] : typed.method;
  const email = typed.email?.trim() ?? "";
  const name = typed.name?.trim() ?? "";
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) problems.email = "wrongEmail";
  if (method === undefined || !offered.includes(method))
    return { problems: { ...problems, method: "wrongMethod" } };

  if (method === "card") {
    const number = (typed.card_number ?? "").replace(/[\s-]/g, "");
    if (!isCardNumber(number)) problems.card_number = "wrongNumber";
    if (!isFuture(typed.card_expiry ?? "", now)) problems.card_expiry = "wrongExpiry";
    if (!/^\d{3,4}$/.test((typed.card_cvc ?? "").trim())) problems.card_cvc = "wrongCvc";
    if (Object.keys(problems).length > 0) return { problems };
    return { entry: { instrument: { kind: "card", number, authenticated: false }, email, name } };
  }
  const iban = plainIban(typed.iban ?? "");
  if (name === "") problems.name = "wrongName";
  if (!isIban(iban)) problems.iban = "wrongIban";
  if (Object.keys(problems).length > 0) return { problems };
  return { entry: { instrument: { kind: "sepa_debit", iban }, email, name } };
}

/** "12 / 34", "12/2034", "1234": a card is good until the end of its month. */
function isFuture(expiry: string, now: Date): boolean {
  const read = /^\s*(\d{2})\s*\/?\s*(?:20)?(\d{2})\s*$/.exec(expiry);
  if (read === null) return false;
  const [month, year] = [Number(read[1]), 2000 + Number(read[2])];
  return month >= 1 && month <= 12 && Date.UTC(year, month, 1) > now.getTime();
}
