import { pageOf, type Routes, within } from "./api-call.ts";
import {
  boolean,
  created,
  expand,
  fields,
  integer,
  leftOut,
  list,
  metadata,
  oneOf,
  pageFields,
  readParameters,
  text,
} from "./parameters.ts";
import { refundCharge } from "./refund-charge.server.ts";
import { idOf } from "./stripe-account.server.ts";
import { forbiddenByState, invalid, missing } from "./stripe-failure.ts";

const only = fields({ expand: expand() });
const byPayment = fields({
  ...pageFields,
  charge: text().optional(),
  created: created(),
  payment_intent: text().optional(),
});

/** Charges, refunds, disputes, balance transactions and events (docs.stripe.com/api). */
export const moneyRoutes: Routes = {
  "GET /v1/charges": ({ account, parameters }) => {
    const asked = readParameters(
      fields({
        ...pageFields,
        created: created(),
        customer: text().optional(),
        payment_intent: text().optional(),
        transfer_group: leftOut(),
      }),
      parameters,
    );
    const found = account.charges
      .values()
      .filter(
        (charge) =>
          within(charge.created, asked.created) &&
          (asked.customer === undefined || charge.customer === asked.customer) &&
          (asked.payment_intent === undefined || charge.payment_intent === asked.payment_intent),
      );
    return pageOf(found, asked, "/v1/charges");
  },

  "GET /v1/charges/:id": ({ account, parameters, ids: [id = ""] }) => {
    readParameters(only, parameters);
    return account.charges.get(id) ?? fail(missing("charge", id, "id"));
  },

  "POST /v1/refunds": ({ account, parameters }) => {
    const asked = readParameters(
      fields({
        amount: integer(1).optional(),
        charge: text().optional(),
        currency: leftOut(),
        customer: leftOut(),
        expand: expand(),
        instructions_email: text().optional(),
        metadata: metadata().optional(),
        origin: leftOut(),
        payment_intent: text().optional(),
        reason: oneOf("duplicate", "fraudulent", "requested_by_customer").optional(),
        refund_application_fee: boolean().optional(),
        reverse_transfer: boolean().optional(),
      }),
      parameters,
    );
    if (asked.charge === undefined && asked.payment_intent === undefined)
      throw invalid(
        undefined,
        "One of the following params should be provided for this request: payment_intent or charge.",
        "parameter_missing",
      );
    if (asked.charge !== undefined && !account.charges.has(asked.charge))
      throw missing("charge", asked.charge, "charge", 404);
    let charge = asked.charge;
    if (asked.payment_intent !== undefined) {
      const intent = account.paymentIntents.get(asked.payment_intent);
      if (intent === undefined)
        throw missing("payment_intent", asked.payment_intent, "payment_intent", 404);
      charge = idOf(intent.latest_charge) ?? undefined;
      if (charge === undefined || intent.status !== "succeeded")
        throw forbiddenByState(
          `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
          "payment_intent_unexpected_state",
          "payment_intent",
        );
    }
    return refundCharge(account, charge ?? "", asked);
  },

  "GET /v1/refunds": ({ account, parameters }) => {
    const asked = readParameters(byPayment, parameters);
    const found = account.refunds
      .values()
      .filter(
        (refund) =>
          within(refund.created, asked.created) &&
          (asked.charge === undefined || refund.charge === asked.charge) &&
          (asked.payment_intent === undefined || refund.payment_intent === asked.payment_intent),
      );
    return pageOf(found, asked, "/v1/refunds");
  },

  "GET /v1/refunds/:id": ({ account, parameters, ids: [id = ""] }) => {
    readParameters(only, parameters);
    return account.refunds.get(id) ?? fail(missing("refund", id, "id"));
  },

  "GET /v1/disputes": ({ account, parameters }) => {
    const asked = readParameters(byPayment, parameters);
    const found = account.disputes
      .values()
      .filter(
        (dispute) =>
          within(dispute.created, asked.created) &&
          (asked.charge === undefined || dispute.charge === asked.charge) &&
          (asked.payment_intent === undefined || dispute.payment_intent === asked.payment_intent),
      );
    return pageOf(found, asked, "/v1/disputes");
  },

  "GET /v1/disputes/:id": ({ account, parameters, ids: [id = ""] }) => {
    readParameters(only, parameters);
    return account.disputes.get(id) ?? fail(missing("dispute", id, "id"));
  },

  "GET /v1/balance_transactions": ({ account, parameters }) => {
    const asked = readParameters(
      fields({
        ...pageFields,
        created: created(),
        currency: text(3).optional(),
        payout: leftOut(),
        source: text().optional(),
        type: text().optional(),
      }),
      parameters,
    );
    const found = account.balanceTransactions
      .values()
      .filter(
        (moved) =>
          within(moved.created, asked.created) &&
          (asked.currency === undefined || moved.currency === asked.currency) &&
          (asked.source === undefined || moved.source === asked.source) &&
          (asked.type === undefined || moved.type === asked.type),
      );
    return pageOf(found, asked, "/v1/balance_transactions");
  },

  "GET /v1/balance_transactions/:id": ({ account, parameters, ids: [id = ""] }) => {
    readParameters(only, parameters);
    return account.balanceTransactions.get(id) ?? fail(missing("balance transaction", id, "id"));
  },

  "GET /v1/events": ({ account, parameters }) => {
    const asked = readParameters(
      fields({
        ...pageFields,
        created: created(),
        delivery_success: boolean().optional(),
        type: text().optional(),
        types: list(text())
          .refine((types) => types.length <= 20)
          .optional(),
      }),
      parameters,
    );
    if (asked.type !== undefined && asked.types !== undefined)
      throw invalid("types", "You may only specify one of these parameters: type, types.");
    const wanted = asked.types ?? (asked.type === undefined ? null : [asked.type]);
    const found = account.events
      .values()
      .filter(
        (event) =>
          within(event.created, asked.created) &&
          (wanted === null || wanted.some((type) => matches(type, event.type))) &&
          (asked.delivery_success === undefined ||
            asked.delivery_success === (event.pending_webhooks === 0)),
      );
    return pageOf(found, asked, "/v1/events");
  },

  "GET /v1/events/:id": ({ account, parameters, ids: [id = ""] }) => {
    readParameters(only, parameters);
    return account.events.get(id) ?? fail(missing("event", id, "id"));
  },
};

/** `charge.*` names every event of charges. */
function matches(wanted: string, type: string): boolean {
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : wanted === type;
}

function fail(failure: Error): never {
  throw failure;
}
