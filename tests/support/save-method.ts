import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { startSetup } from "#app/domains/payments/autopay/start-setup.server.ts";
import { syncSetup } from "#app/domains/payments/autopay/sync-setup.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { StripeStandIn } from "#app/processes/demo/stripe-stand-in/start-stripe-stand-in.server.ts";

export interface SavedMethod {
  /** A test number of the stand-in; a card that pays unless told. */
  card?: string;
  iban?: string;
  monthlyLimit?: number | null;
}

/** Switches automatic payment on in euros, as this person does on the hosted page. Answers what the page said of it. */
export async function saveMethod(
  context: Context,
  standIn: StripeStandIn,
  viewer: PersonViewer,
  { card, iban, monthlyLimit = null }: SavedMethod = {},
): Promise<string> {
  const opened = await startSetup(context, viewer, {
    currency: "EUR",
    monthlyLimit,
    language: "fr",
    returnTo: `/c/${viewer.customerNumber}/autopay`,
  });
  if (isRefused(opened)) throw new Error(opened.refused);
  const sessionId = opened.url.split("/").at(-1) ?? "";
  const { outcome } = standIn.pay(
    sessionId,
    iban ? { method: "sepa_debit", iban } : { method: "card", card, authenticate: "accept" },
  );
  await syncSetup(context, sessionId);
  return outcome;
}
