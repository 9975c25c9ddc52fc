import type { ActionFunctionArgs } from "@remix-run/node";
import { ingestInvoice } from "#app/domains/invoices/ingest-invoice.server.ts";
import { answerWrite, methodNotAllowed } from "#app/http/api/api-call.server.ts";
import { ingestFlags } from "#app/http/api/ingest-flags.ts";
import { ingestedStatus, invoiceAnswer } from "#app/http/api/invoice-answer.ts";
import { mustBeDocument } from "#app/http/api/media-types.ts";
import { mediaTypeOf } from "#app/http/api/request-body.ts";
import { isRefused } from "#app/platform/refusal.ts";

const notAllowed = methodNotAllowed("POST");
export const loader = notAllowed;

/** `POST /api/v1/invoices`: one invoice or credit note, as JSON, XML or PDF. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  if (args.request.method !== "POST") return notAllowed(args);
  return answerWrite(
    args,
    { scope: "invoices:write", acceptsBody: mustBeDocument },
    async ({ context, viewer, language, request, url }, body) => {
      const answer = await ingestInvoice(context, viewer, body, mediaTypeOf(request), {
        ...ingestFlags(url),
        language,
      });
      if (isRefused(answer)) return answer;
      return {
        status: ingestedStatus(answer),
        body: invoiceAnswer(context.config, answer),
        location: `/api/v1/invoices/${encodeURIComponent(answer.number)}`,
      };
    },
  );
}
