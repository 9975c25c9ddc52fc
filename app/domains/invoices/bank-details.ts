import type { Invoice } from "./model.ts";

// ISO 13616 registry: how long an IBAN is, by country. Without it, one that is followed by a word has no end.
const ibanLengths: Record<string, number> = {
  ...{ AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BI: 27, BR: 29 },
  ...{ BY: 28, CH: 21, CR: 22, CY: 28, CZ: 24, DE: 22, DJ: 27, DK: 18, DO: 28, EE: 20, EG: 29 },
  ...{ ES: 24, FI: 18, FK: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28 },
  ...{ HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28 },
  ...{ LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MN: 20 },
  ...{ MR: 27, MT: 31, MU: 30, NI: 28, NL: 18, NO: 15, OM: 23, PK: 24, PL: 28, PS: 29, PT: 25 },
  ...{ QA: 29, RO: 24, RS: 22, RU: 33, SA: 24, SC: 31, SD: 18, SE: 24, SI: 19, SK: 24, SM: 27 },
  ...{ SO: 23, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22, VG: 24, XK: 20, YE: 30 },
};
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
  return iban.length === length && hasCheckDigits(iban) ? at : null;
}

function hasCheckDigits(iban: string): boolean {
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
}
