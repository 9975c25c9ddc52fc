import { v7 as newId } from "uuid";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import { payableInvoices } from "#app/domains/payments/payable-invoices.server.ts";
import { proposePlan } from "#app/domains/payments/plans/propose-plan.server.ts";
import { addDays, dayIn } from "#app/platform/calendar.ts";
import { biller } from "#db/schema/accounts.ts";
import type { TestContext } from "./database.ts";

/** A promise that waits for the staff's decision, because the rules accept none by themselves: its id. */
export async function proposeToStaff(
  context: TestContext,
  viewer: PersonViewer,
  invoiceId: string,
  message: string,
): Promise<string> {
  const id = newId();
  await context.db.update(biller).set({ plansAcceptedUpTo: {} });
  const [invoice] = await payableInvoices(context, viewer, [invoiceId]);
  const proposed = await proposePlan(context, viewer, {
    id,
    invoiceId,
    kind: "promise",
    days: [addDays(dayIn("Europe/Paris", context.clock.now()), 9)],
    amount: invoice?.dueNow ?? 0,
    message,
  });
  if (!("state" in proposed) || proposed.state !== "proposed") throw new Error("Not proposed");
  return id;
}
