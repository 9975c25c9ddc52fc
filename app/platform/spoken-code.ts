/** Crockford's base 32 without what a voice confuses: no I, L, O, U. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** "M-7KQ2-9FXH" from a letter that says of what, and five random bytes (40 bits): printed, read out, checked at /verify. */
export function spokenCodeFrom(prefix: string, random: Uint8Array): string {
  if (random.length < 5) throw new RangeError("A code takes five bytes");
  let bits = 0n;
  for (const byte of random.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  let letters = "";
  for (let i = 0; i < 8; i++) {
    letters = alphabet.charAt(Number(bits & 31n)) + letters;
    bits >>= 5n;
  }
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/**
 * What somebody typed as the code it means: any case, with or without hyphens and prefix, O for 0, I and L for 1. null when it is
 * none, or begins with the letter of another kind.
 */
export function readSpokenCode(prefix: string, typed: string): string | null {
  const bare = typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
  const letters = bare.length === 9 && bare.startsWith(prefix) ? bare.slice(1) : bare;
  if (letters.length !== 8 || [...letters].some((letter) => !alphabet.includes(letter)))
    return null;
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4)}`;
}
