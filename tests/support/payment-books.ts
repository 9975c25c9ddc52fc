import { expect } from "vitest";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { startCheckout } from "#app/domains/payments/start-checkout.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { MoneyState, PaymentBench } from "./payment-bench.ts";

/** Presses "pay" and answers the id of the page's session at the stand-in. */
export async function openPage(
  { context, standIn }: PaymentBench,
  viewer: PersonViewer,
  invoiceIds: string[],
): Promise<string> {
  const answer = await startCheckout(context, viewer, {
    invoiceIds,
    language: "fr",
    returnTo: "/payments/return",
  });
  if (isRefused(answer)) throw new Error(`Refused: ${answer.refused}`);
  const session = standIn.account.sessions.values().find(({ url }) => url === answer.url);
  if (!session) throw new Error("No such page");
  return session.id;
}

/** The PaymentIntent that a page was paid with. */
export function intentOf({ standIn }: PaymentBench, session: string): string {
  return String(standIn.account.sessions.get(session)?.payment_intent ?? "");
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** What is owed in a currency less what is not used, by the invoices and payments; and the ledger's sum, which must be the same. */
export function balanceOf(
  money: MoneyState,
  currency: string,
): { standing: number; entered: number } {
  const ours = <Row extends { currency: string }>(rows: readonly Row[]) =>
    rows.filter((row) => row.currency === currency);
  const documents = ours(money.invoices).map(({ kind, outstanding }) =>
    kind === "invoice" ? outstanding : -outstanding,
  );
  const unused = ours(money.payments).map(({ unallocated }) => unallocated);
  return {
    standing: sum(documents) - sum(unused),
    entered: sum(ours(money.ledger).map(({ amount }) => amount)),
  };
}

/** What must hold after anything: our books are the provider's, and our sums agree. Answers them for a closer look. */
export async function expectBalance(
  { standIn, state }: PaymentBench,
  viewer: PersonViewer,
): Promise<MoneyState> {
  const money = await state(viewer);
  for (const payment of money.payments) {
    const settled = money.settlements.filter(({ sourceId }) => sourceId === payment.id);
    expect(sum(settled.map(({ amount }) => amount))).toBe(
      payment.amount - payment.refunded - payment.unallocated,
    );
  }
  const kept = standIn.ledger
    .payments()
    .filter(({ metadata }) => metadata.customer === viewer.customerId);
  expect(sum(money.payments.map(({ amount, refunded }) => amount - refunded))).toBe(
    sum(kept.map((payment) => payment.kept)),
  );
  const underWay = money.attempts.some((attempt) => attempt.state === "processing");
  for (const each of money.invoices.filter(({ kind }) => kind === "invoice")) {
    const settled = money.settlements.filter(({ invoiceId }) => invoiceId === each.id);
    expect(each.settled).toBe(sum(settled.map(({ amount }) => amount)));
    expect(each.outstanding).toBeGreaterThanOrEqual(0);
    if (!underWay) expect(each.processing).toBe(0);
  }
  for (const currency of new Set(money.invoices.map((each) => each.currency))) {
    const { standing, entered } = balanceOf(money, currency);
    expect(entered).toBe(standing);
  }
  return money;
}
