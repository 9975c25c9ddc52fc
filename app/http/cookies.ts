import type { Config } from "#app/platform/config.server.ts";

/** Reads one cookie of a `Cookie` header; null when absent, empty or not decodable (RFC 6265 §5.4). */
export function readCookie(header: string | null, name: string): string | null {
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(at + 1).trim()) || null;
    } catch {
      return null;
    }
  }
  return null;
}

/** A `Set-Cookie` value for this host only, unreadable by scripts, not sent along with other sites' posts. */
export function cookieToSet(
  config: Pick<Config, "appUrl">,
  name: string,
  value: string,
  maxAgeSeconds: number,
): string {
  const secure = isHttps(config) ? "; Secure" : "";
  return `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** `__Host-` binds a cookie to this very host; browsers take it over HTTPS only, so http://localhost goes without. */
export function hostCookieName(config: Pick<Config, "appUrl">, name: string): string {
  return isHttps(config) ? `__Host-${name}` : name;
}

function isHttps({ appUrl }: Pick<Config, "appUrl">): boolean {
  return appUrl.startsWith("https:");
}
