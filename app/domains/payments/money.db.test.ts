import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { paymentBench } from "#tests/support/payment-bench.ts";
import { expectBalance } from "#tests/support/payment-books.ts";
import { reconcile } from "./reconcile.server.ts";
import { startCheckout } from "./start-checkout.server.ts";

const bench = await paymentBench();
const { context, standIn } = bench;

/** What can happen to two invoices of one customer. `share` chooses an amount. */
type Step = { kind: (typeof kinds)[number]; which: 0 | 1; share: number };
const kinds = [
  "open a page",
  "pay by card",
  "pay by debit",
  "settle debits",
  "fail debits",
  "refund",
  "fail a refund",
  "credit note",
  "dispute",
  "win disputes",
] as const;
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    which: fc.constantFrom<0 | 1>(0, 1),
    share: fc.integer({ min: 1, max: 100 }),
  }),
  { minLength: 4, maxLength: 10 },
);

describe("money, whatever happens in whatever order", () => {
  it("is in our books what it is in Stripe's, to the cent", { timeout: 120_000 }, async () => {
    Object.assign(standIn.webhooks.faults, {
      duplicates: 1,
      concurrency: 6,
      order: "newest-first",
    });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (happenings) => {
        const nadia = await bench.customer();
        const ids = [
          await bench.invoice(nadia, { payable: 10_000 }),
          await bench.invoice(nadia, { payable: 4_000 }),
        ];
        const begin: Step[] = [
          { kind: "open a page", which: 0, share: 80 },
          { kind: runs++ % 2 === 0 ? "pay by debit" : "pay by card", which: 0, share: 2 },
          { kind: "settle debits", which: 0, share: 2 },
          { kind: "refund", which: 0, share: 30 },
        ];
        for (const step of [...begin, ...happenings]) {
          await happen(nadia, ids, step);
          // Every other step meets unfinished business of the one before.
          if (step.share % 2 === 0) await bench.settleDown();
        }
        await bench.settleDown();
        await expectBalance(bench, nadia);
      }),
      { numRuns: 6 },
    );
    const told = [...standIn.ledger.payments()];
    expect(told.some(({ refunded }) => refunded > 0)).toBe(true);
    expect(told.some(({ method }) => method === "sepa_debit")).toBe(true);
    expect((await reconcile(context)).differences).toEqual([]);
  });
});

async function happen(nadia: PersonViewer, ids: string[], { kind, which, share }: Step) {
  const mine = <T extends { metadata: Record<string, string> | null }>(all: Iterable<T>) =>
    [...all].filter(({ metadata }) => metadata?.customer === nadia.customerId);
  const { account } = standIn;
  const open = mine(account.sessions.values()).find(({ status }) => status === "open");
  const charges = mine(account.charges.values()).filter(({ status }) => status === "succeeded");
  const charge = charges[which % Math.max(charges.length, 1)];
  const intent = String(charge?.payment_intent ?? "");
  switch (kind) {
    case "open a page":
      await startCheckout(context, nadia, {
        invoiceIds: share > 50 ? ids : [ids[which] ?? ""],
        language: "fr",
        returnTo: "/r",
      });
      break;
    case "pay by card":
      if (open) standIn.pay(open.id, { method: "card" });
      break;
    case "pay by debit":
      if (open) standIn.pay(open.id, { method: "sepa_debit" });
      break;
    case "settle debits":
    case "fail debits":
      standIn.settle(undefined, kind === "settle debits" ? "succeeds" : "fails");
      break;
    case "refund": {
      const left = charge ? charge.amount - charge.amount_refunded : 0;
      const amount = Math.ceil((left * share) / 100);
      if (left > 0 && !charge?.disputed) standIn.refund(intent, { amount });
      break;
    }
    case "fail a refund": {
      const refund = [...account.refunds.values()].find(
        (each) => each.payment_intent === intent && each.status === "succeeded",
      );
      if (refund && !charge?.disputed) standIn.failRefund(refund.id);
      break;
    }
    case "credit note":
      await bench.credit(nadia, ids[which] ?? "", share * 20);
      break;
    case "dispute":
      if (charge && !charge.disputed && charge.amount_refunded === 0) standIn.dispute(intent);
      break;
    case "win disputes":
      for (const dispute of account.disputes.values())
        if (dispute.status === "needs_response" && dispute.payment_intent === intent)
          standIn.closeDispute(dispute.id, "won");
  }
}
