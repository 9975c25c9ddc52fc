import type { CurrencyOverview } from "#app/domains/invoices/account-overview.server.ts";
import type { PlanView } from "#app/domains/payments/plans/plan-view.ts";
import { type Money, money } from "#app/platform/money.ts";

/**
 * What of one currency is agreed to be paid later, and what the button pays: the rest, or, where everything is arranged, the
 * payment that comes next.
 */
export function arrangedIn(
  { currency, dueNow }: Pick<CurrencyOverview, "currency" | "dueNow">,
  plans: readonly PlanView[],
  payPath: (invoiceId: string) => string,
): { arranged: Money; payNow: { amount: Money; to: string | null } } {
  const mine = plans.filter((plan) => plan.currency === currency && plan.state === "accepted");
  const arranged = Math.min(
    mine.reduce((sum, { rest }) => sum + rest, 0),
    dueNow,
  );
  const free = dueNow - arranged;
  const [first] = mine
    .flatMap(({ invoiceId, next }) => (next ? [{ invoiceId, ...next }] : []))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const payNow =
    free > 0 || !first
      ? { amount: money(free || dueNow, currency), to: null }
      : { amount: money(first.left, currency), to: payPath(first.invoiceId) };
  return { arranged: money(arranged, currency), payNow };
}
