import { describe, expect, it } from "vitest";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import type { AttemptState } from "#db/schema/payments.ts";
import { failureSentence, outcomeWords, paymentState } from "./outcome-words.ts";

const t = messagesFor("fr").payments;
const say = (state: AttemptState, failureCode: string | null = null, asked = true) =>
  outcomeWords({ state, failureCode, asked }, "371,80 €", t);

describe("what a payer is told", () => {
  it("calls nothing paid but what was received", () => {
    for (const state of ["open", "processing", "failed", "expired", "canceled"] as const)
      expect(JSON.stringify(say(state))).not.toContain(t.outcome.titles.succeeded);
    expect(say("succeeded").title).toBe("Paiement reçu");
  });

  it("names the time that a debit takes, and asks for nothing", () => {
    expect(say("processing").sentences.join(" ")).toContain("sous 5\u00a0jours ouvrés");
    expect(say("processing").next).toBe("nothing");
  });

  it("says that nothing was charged only where that is known", () => {
    for (const state of ["open", "failed", "expired", "canceled"] as const)
      expect(say(state).sentences).toContain("Aucun montant n’a été débité.");
    expect(say("open", null, false).sentences).not.toContain("Aucun montant n’a été débité.");
    expect(say("processing").sentences).not.toContain("Aucun montant n’a été débité.");
  });

  it("gives a reason that a person understands, and none that endangers the holder", () => {
    expect(say("open", "insufficient_funds").sentences[0]).toBe(
      "Le solde du compte ne suffit pas.",
    );
    expect(failureSentence("stolen_card", t)).toBe(t.failures.other);
    expect(failureSentence(null, t)).toBe(t.failures.other);
  });

  it("tells a refund in whole from one in part", () => {
    expect(paymentState({ amount: 100, refunded: 0 })).toBe("succeeded");
    expect(paymentState({ amount: 100, refunded: 40 })).toBe("partly-refunded");
    expect(paymentState({ amount: 100, refunded: 100 })).toBe("refunded");
  });
});
