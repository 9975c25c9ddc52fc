import { createHmac } from "node:crypto";

/**
 * The `Stripe-Signature` header (docs.stripe.com/webhooks, verify manually): HMAC-SHA256 of "timestamp.body" with the endpoint's
 * secret as it is written, `whsec_` included.
 */
export function stripeSignature(secret: string, body: string, at: Date): string {
  const timestamp = Math.floor(at.getTime() / 1000);
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return `t=${timestamp},v1=${signature}`;
}
