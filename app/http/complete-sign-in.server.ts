import type { AppLoadContext } from "@remix-run/node";
import type { Redeemed } from "#app/domains/accounts/redeem-sign-in.server.ts";
import { startSession } from "#app/domains/accounts/session.server.ts";
import { nextPath } from "./next-path.ts";
import { forgive } from "./rate-limit.server.ts";
import { redirectAfterPost } from "./respond.ts";
import { endPendingSignIn } from "./sign-in-cookie.server.ts";

/**
 * Signs the person in whose link or code was good, and goes where they wanted to go. What was counted against them and their
 * network is given back: it was them.
 */
export async function completeSignIn(
  args: { request: Request; context: AppLoadContext },
  redeemed: Redeemed,
  by: "link" | "code",
): Promise<Response> {
  const { context, clientAddress } = args.context;
  const session = await startSession(context, {
    personId: redeemed.personId,
    userAgent: args.request.headers.get("user-agent"),
    cookieHeader: args.request.headers.get("cookie"),
  });
  await Promise.all([
    forgive(context, "sign-in-address", redeemed.email, "all"),
    forgive(context, "sign-in-client", clientAddress, "one"),
    ...(by === "code"
      ? [
          forgive(context, "code-address", redeemed.email, "all"),
          forgive(context, "code-client", clientAddress, "one"),
        ]
      : []),
  ]);
  return redirectAfterPost(nextPath(redeemed.next) ?? "/", [
    session,
    endPendingSignIn(context.config),
  ]);
}
