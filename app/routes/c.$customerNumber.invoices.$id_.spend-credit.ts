import type { ActionFunctionArgs } from "@remix-run/node";
import { spendCredit } from "#app/domains/payments/spend-credit.server.ts";
import { invoicePaths } from "#app/http/paths.ts";
import { forbidden, notFound, requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost } from "#app/http/respond.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** Pays the invoice with the customer's credit. Pressed again when there is none left or nothing due, it changes nothing. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireCustomerViewer(args);
  const id = args.params.id ?? "";
  const answer = await spendCredit(args.context.context, viewer, id);
  if (isRefused(answer) && answer.refused === "not-found") throw notFound();
  if (isRefused(answer) && answer.refused === "not-allowed") throw forbidden();
  return redirectAfterPost(invoicePaths(viewer, args.params).invoice(id));
}

export function loader() {
  throw notFound();
}
