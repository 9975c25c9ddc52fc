import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";

/** 256 random bits, URL-safe (43 characters): links of mails, API keys, browser ids. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Eight random digits, to be read in a mail and typed on another device. */
export function newCode(): string {
  return randomInt(0, 100_000_000).toString().padStart(8, "0");
}

/** SHA-256 (hex) of a secret that is random enough not to be guessed from its hash. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * HMAC-SHA-256 (hex) of a typed code. Eight digits are searched through in a second by whoever has the plain hash: the
 * key is the installation's secret, and the row's own id keeps equal codes from looking equal.
 */
export function hashCode(code: string, rowId: string, appSecret: string): string {
  return createHmac("sha256", appSecret).update(`sign-in-code:${rowId}:${code}`).digest("hex");
}

/** Compares two hex hashes in constant time. */
export function sameHash(a: string, b: string): boolean {
  const left = Buffer.from(a, "hex");
  const right = Buffer.from(b, "hex");
  return left.length === right.length && timingSafeEqual(left, right);
}
