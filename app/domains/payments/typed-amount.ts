import { toMinor } from "#app/platform/money.ts";

/**
 * Reads an amount as people type it: "1 284,60", "1284.60 €", "125". A comma or point followed by one to three digits at
 * the end is the decimal sign; spaces and apostrophes group. Null when it is no amount of this currency, or not above zero.
 */
export function readTypedAmount(typed: string, currency: string): number | null {
  const plain = typed.replace(/[\s\u00a0\u202f'’€$£]|CHF|EUR/g, "");
  const parts = /^(\d[\d.,]*?)(?:[.,](\d{1,3}))?$/.exec(plain);
  const [, whole = "", fraction] = parts ?? [];
  if (!parts || /[.,]/.test(whole)) return null;
  const minor = toMinor(fraction ? `${whole}.${fraction}` : whole, currency);
  return minor !== null && minor > 0 ? minor : null;
}
