import { mod97 } from "./mod-97.ts";

/**
 * The RF creditor reference (ISO 11649) of a document's number, unspaced: "RF", two check digits, the number's letters and digits. Null
 * when it has none, more than the 21 that the standard allows, or letters outside A–Z: such a number is given as it is.
 */
export function creditorReference(number: string): string | null {
  const body = number
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/^0+/, "");
  if (!/^[A-Z0-9]{1,21}$/.test(body)) return null;
  return `RF${String(98 - mod97(`${body}RF00`)).padStart(2, "0")}${body}`;
}

export interface FoundReference {
  /** Unspaced, without the zeros that some banks put before it: as `creditorReference` writes it. */
  reference: string;
  start: number;
  end: number;
}

/**
 * Every stretch of a bank's text that can be an RF reference by its check digits, in groups of four or not. Nothing in the text says
 * where one ends, and one stretch in 97 is right by chance: whoever asks knows which references exist.
 */
export function creditorReferencesIn(text: string): FoundReference[] {
  const found: FoundReference[] = [];
  const upper = text.toUpperCase();
  for (const { index: start, 0: head } of upper.matchAll(/RF[^A-Z0-9]{0,2}\d[^A-Z0-9]{0,2}\d/g)) {
    let body = "";
    // As long as the standard allows, zeros before it included.
    for (const { index, 0: part } of upper
      .slice(start + head.length)
      .matchAll(/[^A-Z0-9]{0,3}[A-Z0-9]/gy)) {
      body += part.slice(-1);
      if (body.length > 21) break;
      const bare = body.replace(/^0+/, "");
      const reference = `RF${head.replace(/\D/g, "")}${bare}`;
      if (bare && mod97(reference.slice(4) + reference.slice(0, 4)) === 1)
        found.push({ reference, start, end: start + head.length + index + part.length });
    }
  }
  return found;
}
