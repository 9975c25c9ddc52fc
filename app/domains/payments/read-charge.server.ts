import type { Context } from "#app/platform/context.server.ts";
import type { PaymentMethod } from "./record-payment.server.ts";
import { failureOf, type StripeCharge, type StripePaymentIntent, stripe } from "./stripe.server.ts";

/** What a receipt tells of how it was paid, and whether it was given back already. */
export interface ChargeFacts {
  id: string;
  method: PaymentMethod;
  details: { brand?: string; last4?: string };
  /** In Stripe's terms; cumulative. */
  refunded: number;
}

/**
 * Reads the charge of a PaymentIntent that succeeded. Null when Stripe will not tell: the money is recorded without these
 * details rather than not at all.
 */
export async function readCharge(
  context: Context,
  intent: StripePaymentIntent,
): Promise<ChargeFacts | null> {
  const latest = intent.latest_charge;
  if (!latest) return null;
  if (typeof latest === "object") return factsOf(latest);
  try {
    return factsOf(await stripe(context).charges.retrieve(latest));
  } catch (error) {
    if (failureOf(error)?.kind !== "refused") throw error;
    context.logger.warn({ charge: latest, error }, "A charge could not be read");
    return null;
  }
}

function factsOf(charge: StripeCharge): ChargeFacts {
  const method = charge.payment_method_details;
  const type = method?.type;
  const card = method?.card;
  const debit = method?.sepa_debit;
  return {
    id: charge.id,
    method: type === "card" || type === "sepa_debit" ? type : "other",
    details: {
      ...(card?.brand ? { brand: card.brand } : {}),
      ...(card?.last4 || debit?.last4 ? { last4: card?.last4 ?? debit?.last4 ?? "" } : {}),
    },
    refunded: charge.amount_refunded,
  };
}
