import { toDecimal } from "#app/platform/money.ts";
import type { Invoice } from "./model.ts";

const ligatures: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d" };

/** Lower case, without accents, ligatures spelt out, every kind of space a plain one: what people type in a hurry. */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}+/gu, "")
    .toLowerCase()
    .replace(/[œæßøłđ]/g, (letter) => ligatures[letter] ?? letter)
    .replace(/[’ʼ]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}

/** "fa-2026-01902" is also found as "fa202601902" or "fa 2026/01902". */
function withoutPunctuation(word: string): string {
  return word.replace(/[^\p{L}\p{N}]+/gu, "");
}

const hasDigit = /\d/;

/**
 * What an invoice is found by (`invoices.search_text`): its number, references and line texts, each word once, and its
 * amounts with a point and with a comma. Starts and ends with a space and has one between words, so that " 1284.60 "
 * finds a whole word.
 */
export function searchTextOf(
  invoice: Invoice,
  amounts: { gross: number; net: number; payable: number; currency: string },
): string {
  const texts = [
    invoice.number,
    invoice.buyerReference,
    invoice.orderReference,
    invoice.contractReference,
    invoice.projectReference,
    ...invoice.precedingInvoices.map(({ number }) => number),
    ...invoice.lines.flatMap((line) => [line.name, line.description]),
  ];
  const words = new Set<string>();
  for (const text of texts) {
    for (const word of fold(text ?? "").split(" ")) {
      if (word === "") continue;
      words.add(word);
      if (hasDigit.test(word)) words.add(withoutPunctuation(word) || word);
    }
  }
  for (const minor of [amounts.gross, amounts.net, amounts.payable]) {
    const amount = toDecimal(Math.abs(minor), amounts.currency);
    words.add(amount).add(amount.replace(".", ","));
  }
  return ` ${[...words].join(" ")} `;
}

// "1 284,60", "1,284.60", "1.284,60", "1'284.60", "1284.6", with or without a currency beside it.
const amount =
  /(?<![\p{L}\p{N}.,'-])(\d{1,3}(?:[ .,']\d{3})+|\d+)(?:([.,])(\d{1,3}))?(?![\p{L}\p{N}.,'-])/gu;
const currencyMark = /[€$£¥]|(?<![\p{L}])(?:eur|chf|usd|gbp|euros?)(?![\p{L}])/gu;

/**
 * Reads what somebody typed as the words to look for, for the SQL function `search_invoices`. Amounts become the form
 * that is stored (" 1284.60 ", whole; " 1284.6", begun); other words with digits lose their punctuation; at most eight.
 */
export function searchTerms(typed: string): string[] {
  const terms: string[] = [];
  const text = fold(typed.slice(0, 200)).replace(currencyMark, (mark, offset: number, whole) =>
    // Only beside a figure: "Euro" may be the word that is looked for.
    /\d ?$/.test(whole.slice(0, offset)) || /^ ?\d/.test(whole.slice(offset + mark.length))
      ? " "
      : mark,
  );
  const rest = text.replace(amount, (_, whole: string, point?: string, decimals?: string) => {
    const digits = withoutPunctuation(whole);
    if (!point) terms.push(digits);
    else terms.push(` ${digits}.${decimals}${(decimals?.length ?? 0) > 1 ? " " : ""}`);
    return " ";
  });
  for (const word of rest.split(" ")) {
    const term = hasDigit.test(word)
      ? withoutPunctuation(word)
      : word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
    if (term !== "") terms.push(term);
  }
  return [...new Set(terms)].slice(0, 8);
}
