import type { ActionFunctionArgs } from "@remix-run/node";
import { ingestBatch } from "#app/domains/invoices/ingest-batch.server.ts";
import { answerStream, methodNotAllowed } from "#app/http/api/api-call.server.ts";
import { batchStream } from "#app/http/api/batch-stream.ts";
import { ingestFlags } from "#app/http/api/ingest-flags.ts";
import { mustBeLines } from "#app/http/api/media-types.ts";
import { notingLines } from "#app/http/api/note-refusal.server.ts";
import { chunksOf } from "#app/http/api/request-body.ts";

const notAllowed = methodNotAllowed("POST");
export const loader = notAllowed;

/** `POST /api/v1/invoices/batch`: NDJSON of any length in, a line per line out, in order, as it goes. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  if (args.request.method !== "POST") return notAllowed(args);
  return answerStream(args, "invoices:write", async (call) => {
    const { context, viewer, language, request, url } = call;
    const unacceptable = mustBeLines(request);
    if (unacceptable) return unacceptable;
    const options = { ...ingestFlags(url), language };
    const groups = ingestBatch(context, viewer, chunksOf(request), options);
    const stream = batchStream(notingLines(call, groups), {
      language,
      onFailure: (error) => context.logger.warn({ error }, "A batch broke off"),
    });
    return new Response(stream, {
      headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" },
    });
  });
}
