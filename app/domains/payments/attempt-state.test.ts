import { describe, expect, it } from "vitest";
import { movesForward, readCheckout } from "./attempt-state.ts";

const session = (
  status: string,
  paymentStatus: string,
  intent: string | null,
  error: { code?: string; decline_code?: string } | null = null,
) => ({
  status,
  payment_status: paymentStatus,
  payment_intent: intent === null ? null : { status: intent, last_payment_error: error },
});

describe("reading a Checkout session", () => {
  it.each([
    ["open before anything was typed", session("open", "unpaid", null), "open", null],
    [
      "open after a refused card",
      session("open", "unpaid", "requires_payment_method", {
        code: "card_declined",
        decline_code: "insufficient_funds",
      }),
      "open",
      "insufficient_funds",
    ],
    ["paid", session("complete", "paid", "succeeded"), "succeeded", null],
    ["a debit under way", session("complete", "unpaid", "processing"), "processing", null],
    [
      "succeeded at the bank, not yet said to be paid",
      session("complete", "unpaid", "succeeded"),
      "processing",
      null,
    ],
    [
      "a debit that failed",
      session("complete", "unpaid", "requires_payment_method", {
        code: "payment_method_provider_decline",
      }),
      "failed",
      "payment_method_provider_decline",
    ],
    ["canceled", session("complete", "unpaid", "canceled"), "failed", "canceled"],
    ["expired", session("expired", "unpaid", null), "expired", null],
  ])("%s", (_name, facts, state, failureCode) => {
    expect(readCheckout(facts)).toEqual({ state, failureCode });
  });
});

describe("the life of an attempt", () => {
  it("never takes money back to an earlier word", () => {
    for (const earlier of ["open", "canceled", "processing", "failed", "expired"] as const)
      expect(movesForward("succeeded", earlier)).toBe(false);
  });

  it("believes Stripe when a page we had given up is paid after all", () => {
    expect(movesForward("canceled", "processing")).toBe(true);
    expect(movesForward("expired", "succeeded")).toBe(true);
  });

  it("does not start a failed debit again because an old answer arrives late", () => {
    expect(movesForward("failed", "processing")).toBe(false);
    expect(movesForward("expired", "processing")).toBe(false);
  });
});
