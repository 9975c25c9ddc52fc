/**
 * The remainder of ISO 7064 mod 97-10 of upper-case letters and digits, letters counting as two digits (A is 10). IBANs and RF creditor
 * references have right check digits when it is 1, with their first four characters moved to the end.
 */
export function mod97(text: string): number {
  const digits = text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return Number(BigInt(digits) % 97n);
}
