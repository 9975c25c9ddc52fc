import { type Refusal, refused } from "#app/platform/refusal.ts";
import { isPublicAddress } from "./public-address.ts";

export type TargetRefusal = Refusal<
  "url-malformed" | "url-not-https" | "url-with-credentials" | "url-private"
>;

/** Names that never leave a machine or its network (RFC 6761, RFC 6762, RFC 9476, and what clouds use). */
const localName = /(^|\.)(localhost|local|internal|alt|home\.arpa)$/;
const longest = 2000;

/**
 * The address of an endpoint, as it is kept. What its name resolves to is judged at every connection; here only what can be seen at
 * once is refused, so that a mistake is told while it is typed.
 */
export function readTargetUrl(
  text: string,
  { allowPrivate }: { allowPrivate: boolean },
): { url: string } | TargetRefusal {
  if (text.length > longest || !URL.canParse(text)) return refused("url-malformed");
  const url = new URL(text);
  if (url.protocol !== "https:" && !(allowPrivate && url.protocol === "http:"))
    return refused(url.protocol === "http:" ? "url-not-https" : "url-malformed");
  if (url.username || url.password) return refused("url-with-credentials");
  if (!allowPrivate) {
    const host = hostOf(url).replace(/\.$/, "");
    if (localName.test(host)) return refused("url-private");
    // The parser has written every spelling of an IPv4 address (0x7f.1, 2130706433) in its usual form.
    if (isAddress(host) && !isPublicAddress(host)) return refused("url-private");
  }
  url.hash = "";
  return { url: url.href };
}

/** The host without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "");
}

/** Whether a URL's host is an address: it is then connected to without being resolved. */
export function isAddress(host: string): boolean {
  return host.includes(":") || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}
