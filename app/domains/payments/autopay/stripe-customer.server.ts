import { eq } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { customers } from "#db/schema/accounts.ts";
import { stripeCustomers } from "#db/schema/autopay.ts";
import { stripe } from "../stripe.server.ts";

/**
 * This customer's id at Stripe, made there when it is first asked for: what is saved for later belongs to a Customer. Asked twice
 * at once, both get the one that was written first; the other is empty and harmless.
 */
export async function stripeCustomerOf(context: Context, customerId: string): Promise<string> {
  const known = await readStripeCustomer(context, customerId);
  if (known) return known;
  const [customer] = await inScope(context, { customerId }, (tx) =>
    tx
      .select({ number: customers.number, name: customers.name, language: customers.language })
      .from(customers)
      .where(eq(customers.id, customerId)),
  );
  if (!customer) throw new Error(`No customer ${customerId}`);
  const made = await stripe(context).customers.create(
    {
      name: customer.name.slice(0, 256),
      preferred_locales: [customer.language],
      metadata: {
        portal: context.config.appUrl.slice(0, 500),
        customer: customerId,
        number: customer.number.slice(0, 500),
      },
    },
    { idempotencyKey: `customer:${customerId}` },
  );
  await inScope(context, { customerId }, (tx) =>
    tx
      .insert(stripeCustomers)
      .values({ customerId, providerId: made.id, createdAt: context.clock.now() })
      .onConflictDoNothing(),
  );
  return (await readStripeCustomer(context, customerId)) ?? made.id;
}

/** Null while nothing was ever saved. */
export async function readStripeCustomer(
  context: Context,
  customerId: string,
): Promise<string | null> {
  const [row] = await inScope(context, { customerId }, (tx) =>
    tx
      .select({ providerId: stripeCustomers.providerId })
      .from(stripeCustomers)
      .where(eq(stripeCustomers.customerId, customerId)),
  );
  return row?.providerId ?? null;
}
