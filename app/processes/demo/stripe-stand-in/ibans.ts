/** What a test account does after the debit was accepted (docs.stripe.com/payments/sepa-debit, testing). */
export interface AccountBehaviour {
  readonly settles: "succeeds" | "fails";
  /** The bank takes the money back right after it came. */
  readonly disputed?: boolean;
}

const accounts: Record<string, AccountBehaviour> = {
  AT611904300234573201: { settles: "succeeds" },
  AT861904300235473202: { settles: "fails" },
  AT591904300235473203: { settles: "succeeds", disputed: true },
  FR1420041010050500013M02606: { settles: "succeeds" },
  FR8420041010050500013M02607: { settles: "fails" },
};

/** The accounts shown on the hosted page for people who try the demonstration. */
export const shownIbans = [
  "FR1420041010050500013M02606",
  "AT611904300234573201",
  "AT861904300235473202",
] as const;

export function accountBehaviourOf(iban: string): AccountBehaviour {
  return accounts[iban] ?? { settles: "succeeds" };
}

/** Without spaces, upper case: as people type it and as it is compared. */
export function plainIban(typed: string): string {
  return typed.replace(/\s/g, "").toUpperCase();
}

/** ISO 13616: form and check digits (mod 97). The published test accounts pass whatever their digits say. */
export function isIban(iban: string): boolean {
  if (iban in accounts) return true;
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
