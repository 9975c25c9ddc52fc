import type { Invoice, PaymentMeans } from "../model.ts";

/** Two letters, two check digits, up to 30 more, perhaps in groups of four: an IBAN as people type it. */
const ibanLike = /\b[A-Z]{2}\d{2}(?:[ \u00a0\u202f]?[A-Z0-9]){11,30}/gi;

/** Replaces every valid IBAN (ISO 13616, mod 97) in a free text; other numbers stay. */
export function withoutIbans(text: string, instead: string): string {
  return text.replace(ibanLike, (found) => {
    // The pattern may run on into the next word: the longest valid beginning is the account.
    for (let end = found.length; end >= 15; end--)
      if (isIban(found.slice(0, end))) return instead + found.slice(end);
    return found;
  });
}

function isIban(text: string): boolean {
  const compact = text.replace(/\s/g, "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/**
 * The invoice as somebody may have it who only holds a mail's link: no account to transfer money to, in the fields or in
 * the notes, so that a stolen or forged mail never shows one. A transfer becomes "instrument not defined" (UNTDID 4461 code 1), because BR-61 wants
 * an account with a transfer; the reference to quote stays. Attachments lose their bytes, which nobody can vouch for.
 */
export function withoutBankDetails(invoice: Invoice, instead: string): Invoice {
  const hide = (text: string) => withoutIbans(text, instead);
  return {
    ...invoice,
    ...(invoice.paymentTerms === undefined ? {} : { paymentTerms: hide(invoice.paymentTerms) }),
    notes: invoice.notes.map((note) => ({ ...note, text: hide(note.text) })),
    paymentMeans: invoice.paymentMeans.map((means) => hideMeans(means, hide)),
    attachments: invoice.attachments.map(({ content: _, ...attachment }) => attachment),
    lines: invoice.lines.map((line) => ({
      ...line,
      ...(line.note === undefined ? {} : { note: hide(line.note) }),
      ...(line.description === undefined ? {} : { description: hide(line.description) }),
    })),
  };
}

const transfers = new Set(["30", "58"]);

function hideMeans(means: PaymentMeans, hide: (text: string) => string): PaymentMeans {
  const { iban: _, bic: __, accountName: ___, debitedIban: ____, ...rest } = means;
  return {
    ...rest,
    code: transfers.has(means.code) ? "1" : means.code,
    ...(means.text === undefined ? {} : { text: hide(means.text) }),
  };
}
