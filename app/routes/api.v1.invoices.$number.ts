import type { LoaderFunctionArgs } from "@remix-run/node";
import { disputesForApi } from "#app/domains/disputes/disputes-for-api.server.ts";
import { invoiceForApi } from "#app/domains/invoices/invoice-for-api.server.ts";
import { deliveriesForApi } from "#app/domains/notifications/deliveries-for-api.server.ts";
import { answerRead, methodNotAllowed } from "#app/http/api/api-call.server.ts";
import { isRefused, refused } from "#app/platform/refusal.ts";

export const action = methodNotAllowed("GET");

/** `GET /api/v1/invoices/{number}?seller=`: the invoice, what was paid of it, and whether it arrived. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  return answerRead(args, "invoices:read", async ({ context, viewer, url }) => {
    const number = args.params.number ?? "";
    const found = await invoiceForApi(context, viewer, number, url.searchParams.get("seller"));
    if (isRefused(found))
      return found.refused === "not-found" ? refused("invoice-not-found", { number }) : found;
    const { customerId, invoice } = found;
    const about = { customerId, invoiceId: invoice.id };
    const [deliveries, disputes] = await Promise.all([
      deliveriesForApi(context, viewer, about),
      disputesForApi(context, viewer, about),
    ]);
    return { status: 200, body: { ...invoice, deliveries, disputes } };
  });
}
