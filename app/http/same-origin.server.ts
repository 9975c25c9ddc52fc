import type { Config } from "#app/platform/config.server.ts";

/**
 * Whether a request may change something on the strength of a cookie: browsers send `Origin` with every POST, and it must be
 * the request's own host or APP_URL (CSRF; OWASP ASVS 5.0, 3.5.1). A missing Origin, or "null", is refused: no browser of
 * the last ten years leaves it out of a form's POST.
 *
 * Held at one door, before any route (web-server.server.ts): a route cannot forget it, and does not call it.
 *
 * Exempt are requests that carry their own proof: the API (key), provider webhooks (signature), and a mail client's one-click
 * unsubscribe (RFC 8058: POST to the token's URL, never with our cookies).
 */
export function isFromOurPages(
  request: { method: string; path: string; origin: string | undefined; host: string | undefined },
  config: Pick<Config, "appUrl">,
): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  if (/^\/(api|webhooks|unsubscribe)\//.test(request.path)) return true;
  const { origin } = request;
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.origin === new URL(config.appUrl).origin || from.host === request.host?.toLowerCase();
}
