const shape = /\b[A-Z]{2}\d{2}(?:[ \u00a0\u202f.-]?[A-Z0-9]){11,30}\b/gi;

/**
 * The text with every IBAN (ISO 13616, check digits right) replaced: no mail carries bank details, not even when somebody
 * typed them into a message. Other long numbers stay.
 */
export function withoutBankDetails(text: string, replacement: string): string {
  return text.replace(shape, (found) => {
    // The shape is greedy over a following word: the longest beginning with right check digits is the IBAN.
    for (let end = found.length; end >= 15; end--) {
      const candidate = found.slice(0, end);
      if (/[ \u00a0\u202f.-]$/.test(candidate)) continue;
      if (hasRightCheckDigits(candidate)) return replacement + found.slice(end);
    }
    return found;
  });
}

/** The same for every string among what a mail is told: titles, references, what people wrote. Links and codes stay. */
export function factsWithoutBankDetails<Facts>(facts: Facts, replacement: string): Facts {
  const cleaned = (value: unknown): unknown => {
    if (typeof value === "string") return withoutBankDetails(value, replacement);
    if (Array.isArray(value)) return value.map(cleaned);
    if (typeof value !== "object" || value === null || value instanceof Date) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        name === "link" || name === "code" ? inner : cleaned(inner),
      ]),
    );
  };
  return cleaned(facts) as Facts;
}

/** True when the text holds an IBAN. */
export function holdsBankDetails(text: string): boolean {
  return withoutBankDetails(text, "\u0000") !== text;
}

/** ISO 7064 mod 97-10 over the rearranged IBAN. */
function hasRightCheckDigits(written: string): boolean {
  const iban = written.replace(/[ \u00a0\u202f.-]/g, "").toUpperCase();
  if (iban.length < 15 || iban.length > 34) return false;
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
