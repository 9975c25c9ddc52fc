import { hasIbanCheckDigits, ibanLengths } from "#app/platform/iban.ts";
import type { Invoice } from "./model.ts";

const ibanStart = /\b[A-Z]{2}\d{2}(?=[ \u00a0\u202f.-]?[A-Z0-9])/gi;

/**
 * The invoice as whoever holds a mail's link may see it: no account to pay into, none to be debited, no attachment, and no
 * IBAN in any text. A stolen or forged mail must not teach anybody a bank account.
 */
export function withoutBankDetails(invoice: Invoice): Invoice {
  return {
    ...(withoutIbans(invoice) as Invoice),
    paymentMeans: invoice.paymentMeans.map(({ code, text, reference }) => ({
      code,
      ...(text === undefined ? {} : { text: hideIbans(text) }),
      ...(reference === undefined ? {} : { reference: hideIbans(reference) }),
    })),
    attachments: [],
  };
}

function withoutIbans(value: unknown): unknown {
  if (typeof value === "string") return hideIbans(value);
  if (Array.isArray(value)) return value.map(withoutIbans);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, withoutIbans(inner)]),
    );
  return value;
}

/** Replaces what is an IBAN by its length and check digits (ISO 13616), however it is spaced, with an ellipsis. */
export function hideIbans(text: string): string {
  let shown = "";
  let from = 0;
  for (const { index } of text.matchAll(ibanStart)) {
    if (index < from) continue;
    const end = endOfIban(text, index);
    if (end === null) continue;
    shown += `${text.slice(from, index)}…`;
    from = end;
  }
  return shown + text.slice(from);
}

/** Where the IBAN that starts here ends; null when there is none. */
function endOfIban(text: string, start: number): number | null {
  const length = ibanLengths[text.slice(start, start + 2).toUpperCase()];
  if (!length) return null;
  let iban = "";
  let at = start;
  while (at < text.length && iban.length < length) {
    const character = text.charAt(at);
    if (/[A-Z0-9]/i.test(character)) iban += character.toUpperCase();
    else if (!/[ \u00a0\u202f.-]/.test(character)) return null;
    at += 1;
  }
  return iban.length === length && hasIbanCheckDigits(iban) ? at : null;
}
