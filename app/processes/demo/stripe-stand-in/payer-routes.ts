import { z } from "zod";
import { pageOf, type Routes, within } from "./api-call.ts";
import {
  created,
  email,
  expand,
  fields,
  leftOut,
  list,
  metadata,
  oneOf,
  pageFields,
  readParameters,
  text,
  unsettableText,
} from "./parameters.ts";
import { newCustomer, wholeAddress } from "./payer-shapes.ts";
import { detachPaymentMethod } from "./save-payment-method.server.ts";
import { methodTypes } from "./session-parameters.ts";
import type { StripeAccount } from "./stripe-account.server.ts";
import { invalid, missing } from "./stripe-failure.ts";

const only = fields({ expand: expand() });

const address = fields({
  city: unsettableText().optional(),
  country: unsettableText(2).optional(),
  line1: unsettableText().optional(),
  line2: unsettableText().optional(),
  postal_code: unsettableText().optional(),
  state: unsettableText().optional(),
});

const customerFields = fields({
  address: z.union([address, z.literal("")]).optional(),
  balance: leftOut(),
  business_name: leftOut(),
  cash_balance: leftOut(),
  description: unsettableText().optional(),
  email: z.union([email(), z.literal("")]).optional(),
  expand: expand(),
  individual_name: leftOut(),
  invoice_prefix: leftOut(),
  invoice_settings: leftOut(),
  metadata: metadata().optional(),
  name: unsettableText(256).optional(),
  next_invoice_sequence: leftOut(),
  payment_method: leftOut(),
  phone: unsettableText(20).optional(),
  preferred_locales: list(text(10)).optional(),
  shipping: leftOut(),
  source: leftOut(),
  tax: leftOut(),
  tax_exempt: leftOut(),
  tax_id_data: leftOut(),
  test_clock: leftOut(),
});

/** Customers, payment methods, setup intents, mandates (docs.stripe.com/api). */
export const payerRoutes: Routes = {
  "POST /v1/customers": ({ account, parameters }) => {
    const { address: given, ...asked } = readParameters(customerFields, parameters);
    const customer = newCustomer(account, {
      description: asked.description,
      email: asked.email,
      name: asked.name,
      phone: asked.phone,
      metadata: asked.metadata,
      preferred_locales: asked.preferred_locales,
      address: given || null,
    });
    account.customers.put(customer.id, customer);
    account.announce("customer.created", customer);
    return customer;
  },

  "GET /v1/customers": ({ account, parameters }) => {
    const asked = readParameters(
      fields({
        ...pageFields,
        created: created(),
        email: text().optional(),
        test_clock: leftOut(),
      }),
      parameters,
    );
    const found = account.customers
      .values()
      .filter(
        (customer) =>
          within(customer.created, asked.created) &&
          (asked.email === undefined || customer.email === asked.email),
      );
    return pageOf(found, asked, "/v1/customers");
  },

  "GET /v1/customers/:id": ({ account, parameters, ids }) => {
    readParameters(only, parameters);
    return customerOf(account, ids[0]);
  },

  "POST /v1/customers/:id": ({ account, parameters, ids }) => {
    const asked = readParameters(customerFields, parameters);
    const customer = customerOf(account, ids[0]);
    const merged = Object.entries({ ...customer.metadata, ...asked.metadata });
    const changed = account.customers.put(customer.id, {
      ...customer,
      address: asked.address ? wholeAddress(asked.address) : (customer.address ?? null),
      description: asked.description ?? customer.description,
      email: asked.email === undefined ? customer.email : asked.email || null,
      metadata: Object.fromEntries(merged.filter(([, value]) => value !== "")),
      name: asked.name === undefined ? customer.name : asked.name || null,
      phone: asked.phone === undefined ? customer.phone : asked.phone || null,
      preferred_locales: asked.preferred_locales ?? customer.preferred_locales,
    });
    account.announce("customer.updated", changed);
    return changed;
  },

  "GET /v1/customers/:id/payment_methods": ({ account, parameters, ids }) => {
    const asked = readParameters(
      fields({
        ...pageFields,
        allow_redisplay: oneOf("always", "limited", "unspecified").optional(),
        type: oneOf(...methodTypes).optional(),
      }),
      parameters,
    );
    const customer = customerOf(account, ids[0]);
    return pageOf(
      methodsOf(account, customer.id, asked.type),
      asked,
      `/v1/customers/${customer.id}/payment_methods`,
    );
  },

  "GET /v1/payment_methods": ({ account, parameters }) => {
    const asked = readParameters(
      fields({
        ...pageFields,
        allow_redisplay: oneOf("always", "limited", "unspecified").optional(),
        customer: text().optional(),
        customer_account: leftOut(),
        type: oneOf(...methodTypes).optional(),
      }),
      parameters,
    );
    if (asked.customer !== undefined && !account.customers.has(asked.customer))
      throw missing("customer", asked.customer, "customer", 400);
    // Without a customer the real list holds Treasury methods only, of which there are none here.
    const found =
      asked.customer === undefined ? [] : methodsOf(account, asked.customer, asked.type);
    return pageOf(found, asked, "/v1/payment_methods");
  },

  "GET /v1/payment_methods/:id": ({ account, parameters, ids: [id = ""] }) => {
    readParameters(only, parameters);
    return methodOf(account, id);
  },

  "POST /v1/payment_methods/:id/detach": ({ account, parameters, ids: [id = ""] }) => {
    readParameters(only, parameters);
    if (methodOf(account, id).customer === null)
      throw invalid(
        "payment_method",
        "The payment method you provided is not attached to a customer so detachment is impossible.",
      );
    return detachPaymentMethod(account, id);
  },

  "GET /v1/setup_intents": ({ account, parameters }) => {
    const asked = readParameters(
      fields({
        ...pageFields,
        attach_to_self: leftOut(),
        created: created(),
        customer: text().optional(),
        customer_account: leftOut(),
        payment_method: text().optional(),
      }),
      parameters,
    );
    const found = account.setupIntents
      .values()
      .filter(
        (setup) =>
          within(setup.created, asked.created) &&
          (asked.customer === undefined || setup.customer === asked.customer) &&
          (asked.payment_method === undefined || setup.payment_method === asked.payment_method),
      );
    return pageOf(found, asked, "/v1/setup_intents");
  },

  "GET /v1/setup_intents/:id": ({ account, parameters, ids: [id = ""] }) => {
    readParameters(fields({ client_secret: text().optional(), expand: expand() }), parameters);
    const setup = account.setupIntents.get(id);
    if (setup === undefined) throw missing("setupintent", id, "intent");
    return setup;
  },

  "GET /v1/mandates/:id": ({ account, parameters, ids: [id = ""] }) => {
    readParameters(only, parameters);
    const mandate = account.mandates.get(id);
    if (mandate === undefined) throw missing("mandate", id, "mandate");
    return mandate;
  },
};

function customerOf(account: StripeAccount, id = "") {
  const customer = account.customers.get(id);
  if (customer === undefined) throw missing("customer", id, "id");
  return customer;
}

function methodOf(account: StripeAccount, id: string) {
  const method = account.paymentMethods.get(id);
  if (method === undefined) throw missing("PaymentMethod", id, "payment_method");
  return method;
}

function methodsOf(account: StripeAccount, customer: string, type: string | undefined) {
  return account.paymentMethods
    .values()
    .filter(
      (method) => method.customer === customer && (type === undefined || method.type === type),
    );
}
