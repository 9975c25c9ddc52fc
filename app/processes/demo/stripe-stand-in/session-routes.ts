import type Stripe from "stripe";
import { pageOf, type Routes, within } from "./api-call.ts";
import { expireSession } from "./checkout-session.server.ts";
import { createSession } from "./create-session.server.ts";
import { expand, fields, metadata, pageFields, readParameters } from "./parameters.ts";
import { sessionCreate, sessionList } from "./session-parameters.ts";
import type { StripeAccount } from "./stripe-account.server.ts";
import { forbiddenByState, missing } from "./stripe-failure.ts";

/** docs.stripe.com/api/checkout/sessions */
export const sessionRoutes: Routes = {
  "POST /v1/checkout/sessions": ({ account, parameters, checkoutAt }) =>
    createSession(account, readParameters(sessionCreate, parameters), checkoutAt),

  "GET /v1/checkout/sessions": ({ account, parameters }) => {
    const asked = readParameters(sessionList, parameters);
    const found = account.sessions
      .values()
      .filter(
        (session) =>
          within(session.created, asked.created) &&
          (asked.customer === undefined || session.customer === asked.customer) &&
          (asked.payment_intent === undefined || session.payment_intent === asked.payment_intent) &&
          (asked.status === undefined || session.status === asked.status) &&
          (asked.customer_details === undefined ||
            session.customer_details?.email === asked.customer_details.email),
      );
    return pageOf(found, asked, "/v1/checkout/sessions");
  },

  "GET /v1/checkout/sessions/:id": ({ account, parameters, ids }) => {
    readParameters(fields({ expand: expand() }), parameters);
    return sessionOf(account, ids[0]);
  },

  "POST /v1/checkout/sessions/:id": ({ account, parameters, ids }) => {
    const asked = readParameters(
      fields({ metadata: metadata().optional(), expand: expand() }),
      parameters,
    );
    const session = sessionOf(account, ids[0]);
    const changed = { ...session.metadata, ...asked.metadata };
    const kept = Object.entries(changed).filter(([, value]) => value !== "");
    return account.sessions.put(session.id, { ...session, metadata: Object.fromEntries(kept) });
  },

  "POST /v1/checkout/sessions/:id/expire": ({ account, parameters, ids }) => {
    readParameters(fields({ expand: expand() }), parameters);
    const session = sessionOf(account, ids[0]);
    if (session.status !== "open")
      throw forbiddenByState(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
      );
    return expireSession(account, session.id);
  },

  "GET /v1/checkout/sessions/:id/line_items": ({ account, parameters, ids }) => {
    const asked = readParameters(fields(pageFields), parameters);
    const session = sessionOf(account, ids[0]);
    // Lines are listed in the order they were given, unlike every other list.
    const lines = (account.lineItems.get(session.id) ?? []).toReversed();
    return pageOf(lines, asked, `/v1/checkout/sessions/${session.id}/line_items`);
  },
};

function sessionOf(account: StripeAccount, id = ""): Stripe.Checkout.Session {
  const session = account.sessions.get(id);
  if (session === undefined) throw missing("checkout.session", id, "session");
  return session;
}
