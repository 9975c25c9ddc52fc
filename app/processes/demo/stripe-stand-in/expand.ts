import type { StripeAccount } from "./stripe-account.server.ts";
import { invalid } from "./stripe-failure.ts";

const deepest = 4;

/**
 * Replaces ids by the objects they name (docs.stripe.com/api/expanding_objects): `payment_intent.latest_charge`, in lists
 * `data.payment_intent`. The answer is a copy; what is stored keeps its ids.
 */
export function expand(account: StripeAccount, answer: object, paths: readonly string[]): object {
  const copy = structuredClone(answer) as Record<string, unknown>;
  for (const path of paths) {
    const steps = path.split(".");
    if (steps.filter((step) => step !== "data").length > deepest)
      throw invalid(
        "expand",
        `You cannot expand more than ${deepest} levels of a property (${path}).`,
      );
    descend(account, copy, steps, path);
  }
  return copy;
}

function descend(account: StripeAccount, at: unknown, steps: string[], path: string): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (Array.isArray(at)) {
    for (const item of at) descend(account, item, steps, path);
    return;
  }
  if (typeof at !== "object" || at === null) throw cannotExpand(path);
  const holder = at as Record<string, unknown>;
  if (holder.object === "list" && step === "data") {
    descend(account, holder.data, rest, path);
    return;
  }
  // What an object has and is empty (a session nobody tried to pay at) expands to nothing.
  const value = step in holder ? holder[step] : included(account, holder, step);
  if (value === undefined) throw cannotExpand(path);
  if (value === null) return;
  const found = typeof value === "string" ? lookUp(account, value) : value;
  if (found === undefined || typeof found !== "object") throw cannotExpand(path);
  const whole = typeof value === "string" ? structuredClone(found) : found;
  holder[step] = whole;
  descend(account, whole, rest, path);
}

function cannotExpand(path: string) {
  return invalid("expand", `This property cannot be expanded (${path}).`);
}

/** Lists that an object only carries when asked to. */
function included(account: StripeAccount, holder: Record<string, unknown>, step: string): unknown {
  const id = String(holder.id);
  if (holder.object === "checkout.session" && step === "line_items")
    return listed(account.lineItems.get(id) ?? [], `/v1/checkout/sessions/${id}/line_items`);
  if (holder.object === "charge" && step === "refunds")
    return listed(
      account.refunds.values().filter(({ charge }) => charge === id),
      `/v1/charges/${id}/refunds`,
    );
  return undefined;
}

function listed(data: object[], url: string): object {
  return { object: "list", data, has_more: false, url };
}

/** The object that an id names, whatever its kind. */
export function lookUp(account: StripeAccount, id: string): object | undefined {
  const collections = [
    account.customers,
    account.paymentIntents,
    account.setupIntents,
    account.paymentMethods,
    account.charges,
    account.refunds,
    account.balanceTransactions,
    account.mandates,
    account.disputes,
    account.sessions,
  ];
  for (const collection of collections) {
    const found = collection.get(id);
    if (found !== undefined) return found;
  }
  return undefined;
}
