import { failCharge, succeedCharge } from "./attempt-payment.server.ts";
import { openDispute } from "./open-dispute.server.ts";
import { idOf, type Settlement, type StripeAccount } from "./stripe-account.server.ts";

/** The banks are done with one debit: it came, or it failed after the session was "complete". */
export function settleDebit(
  account: StripeAccount,
  settlement: Settlement,
  outcome: "succeeds" | "fails" = settlement.outcome,
): void {
  const intentId = settlement.paymentIntent;
  account.settlements.delete(intentId);
  const intent = account.paymentIntents.get(intentId);
  const charge = account.charges.get(idOf(intent?.latest_charge) ?? "");
  if (intent?.status !== "processing" || charge === undefined) return;
  if (outcome === "succeeds") succeedCharge(account, intentId, charge);
  else
    failCharge(account, intentId, charge, {
      code: "payment_method_provider_decline",
      declineCode: "insufficient_funds",
      message: "The payment could not be collected: the account has insufficient funds.",
    });
  tellSession(account, intentId, outcome);
  if (outcome === "succeeds" && settlement.disputed) openDispute(account, intentId);
}

function tellSession(
  account: StripeAccount,
  intentId: string,
  outcome: "succeeds" | "fails",
): void {
  const session = account.sessions
    .values()
    .find(({ payment_intent }) => payment_intent === intentId);
  if (session === undefined) return;
  if (outcome === "fails") {
    account.announce("checkout.session.async_payment_failed", session);
    return;
  }
  account.announce(
    "checkout.session.async_payment_succeeded",
    account.sessions.put(session.id, { ...session, payment_status: "paid" }),
  );
}
