import type { ActionFunctionArgs } from "@remix-run/node";
import { recordView } from "#app/domains/invoices/record-view.server.ts";
import { notFound, requireLinkViewer } from "#app/http/require-viewer.server.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** The page of a mail's link says that a human looks at it (app/islands/seen.ts). */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireLinkViewer(args);
  const seen = await recordView(args.context.context, viewer, viewer.invoiceId);
  if (isRefused(seen)) throw notFound();
  return new Response(null, { status: 204 });
}

export function loader() {
  throw notFound();
}
