import { type Refusal, refused } from "#app/platform/refusal.ts";

/** Encodings that may be declared without a byte order mark, by the names that XML documents use for them. */
const declared: Record<string, string> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  "iso-8859-1": "iso-8859-1",
  latin1: "iso-8859-1",
  "iso-8859-15": "iso-8859-15",
  "windows-1252": "windows-1252",
};

export type UnreadableText = Refusal<"unreadable", { reason: "encoding"; encoding: string }>;

/**
 * Bytes to text: a byte order mark decides (UTF-8, UTF-16), or where the zeros of "<?" in UTF-16 are (XML 1.0, appendix F), else
 * the XML declaration, else UTF-8. Decoding is strict:
 * one byte sequence that the encoding does not allow refuses the whole, because a guessed name or amount is worse.
 */
export function decodeText(bytes: Uint8Array): string | UnreadableText {
  const encoding = encodingOf(bytes);
  const decoder = declared[encoding] ?? (encoding.startsWith("utf-16 ") ? utf16[encoding] : null);
  if (!decoder) return refused("unreadable", { reason: "encoding", encoding } as const);
  try {
    return new TextDecoder(decoder, { fatal: true }).decode(bytes);
  } catch {
    return refused("unreadable", { reason: "encoding", encoding } as const);
  }
}

const utf16: Record<string, string> = { "utf-16 le": "utf-16le", "utf-16 be": "utf-16be" };

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16 le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16 be";
  if (bytes[0] === 0x3c && bytes[1] === 0) return "utf-16 le";
  if (bytes[0] === 0 && bytes[1] === 0x3c) return "utf-16 be";
  if (bytes[0] !== 0x3c || bytes[1] !== 0x3f) return "utf-8";
  const prolog = String.fromCharCode(...bytes.subarray(0, 200));
  const name = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(prolog)?.[1];
  return name?.toLowerCase() ?? "utf-8";
}
