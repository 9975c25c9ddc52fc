import type { LoaderFunctionArgs } from "@remix-run/node";
import { jsonInvoice } from "#app/domains/invoices/formats/json-schema.ts";
import { reportedPayment } from "#app/domains/payments/reported-payment.ts";
import { endpointInput } from "#app/domains/webhooks/endpoint.ts";
import { openApi } from "#app/http/api/openapi.server.ts";

/** `GET /api/v1/openapi.json`: public, it says nothing that is not in the documentation. */
export function loader({ context }: LoaderFunctionArgs): Response {
  const { appUrl } = context.context.config;
  const document = openApi(appUrl, {
    invoice: jsonInvoice,
    payment: reportedPayment,
    webhookEndpoint: endpointInput,
  });
  return new Response(JSON.stringify(document), {
    headers: { "content-type": "application/json", "cache-control": "public, max-age=300" },
  });
}
