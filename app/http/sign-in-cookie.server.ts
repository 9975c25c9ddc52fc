import { newToken } from "#app/domains/accounts/secret.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import { cookieToSet, hostCookieName, readCookie } from "./cookies.ts";

/** What a browser remembers between asking for a sign-in mail and using it. */
export interface PendingSignIn {
  /** Random: the mail's link works only where this is. */
  browserId: string;
  /** As typed, to fill the code form with. */
  email: string;
}

/** A little longer than the mail is good for, so that an expired link says "expired" and not "other browser". */
const lifetimeSeconds = 60 * 60;

const name = (config: Pick<Config, "appUrl">) => hostCookieName(config, "sign-in");

/** The sign-in that this browser has under way, or null. */
export function readPendingSignIn(
  config: Pick<Config, "appUrl">,
  request: Request,
): PendingSignIn | null {
  const value = readCookie(request.headers.get("cookie"), name(config));
  const [, browserId, email] = /^([\w-]{43})\.(.+)$/.exec(value ?? "") ?? [];
  return browserId && email ? { browserId, email } : null;
}

/** Begins one. A browser keeps its id when it asks again: the link of the first mail stays good. */
export function beginSignIn(
  config: Pick<Config, "appUrl">,
  request: Request,
  email: string,
): { browserId: string; cookie: string } {
  const browserId = readPendingSignIn(config, request)?.browserId ?? newToken();
  const cookie = cookieToSet(config, name(config), `${browserId}.${email}`, lifetimeSeconds);
  return { browserId, cookie };
}

/** The `Set-Cookie` value that forgets it, once signed in. */
export function endPendingSignIn(config: Pick<Config, "appUrl">): string {
  return cookieToSet(config, name(config), "", 0);
}
