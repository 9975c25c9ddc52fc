import type { StaffViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { later, minutes } from "#app/platform/duration.ts";
import { type Seal, seal, unseal } from "#app/platform/sealed.server.ts";
import { cookieToSet, hostCookieName, readCookie } from "./cookies.ts";

/*
 * A secret that is seen once must outlive the redirect after its form, or a reload makes another. It travels in a cookie of that browser,
 * sealed under the installation's secret to who made it and to the page that shows it, and is taken back by that page: never in an address,
 * never in a log, never in the database. A copy of the cookie opens for nobody else, and for five minutes.
 */

/** Time for a redirect over a bad line, and no more. */
const lifetime = minutes(5);

type Needs = Pick<Context, "config" | "clock">;

const name = ({ config }: Needs) => hostCookieName(config, "shown-once");

/** The `Set-Cookie` value that carries what the page of `thing` ("api-key 0199…") will show. */
export function showOnce(
  context: Needs,
  viewer: StaffViewer,
  thing: string,
  secret: string,
): string {
  const until = later(context.clock.now(), lifetime).getTime();
  const content = Buffer.from(JSON.stringify({ until, secret }));
  const value = seal(content, sealOf(context, viewer, thing));
  return cookieToSet(context.config, name(context), value, lifetime / 1000);
}

/** What is to be shown of `thing`, with the `Set-Cookie` value that takes it back; null when it was shown, or is another's. */
export function takeShownOnce(
  context: Needs,
  request: Request,
  viewer: StaffViewer,
  thing: string,
): { secret: string; cookie: string } | null {
  const value = readCookie(request.headers.get("cookie"), name(context));
  const content = unseal(value, sealOf(context, viewer, thing));
  if (!content) return null;
  const { until, secret } = JSON.parse(content.toString("utf8")) as {
    until: number;
    secret: string;
  };
  if (until <= context.clock.now().getTime()) return null;
  return { secret, cookie: cookieToSet(context.config, name(context), "", 0) };
}

function sealOf({ config }: Needs, { personId }: StaffViewer, thing: string): Seal {
  return {
    purpose: "portal shown once",
    rowId: `${personId} ${thing}`,
    appSecret: config.appSecret,
  };
}
