import { createHash } from "node:crypto";
import type { ActionFunctionArgs } from "@remix-run/node";
import { type ReportRefusal, reportPayment } from "#app/domains/payments/report-payment.server.ts";
import { reportedPayment } from "#app/domains/payments/reported-payment.ts";
import { type ApiCall, answerWrite, methodNotAllowed } from "#app/http/api/api-call.server.ts";
import { ingestFlags } from "#app/http/api/ingest-flags.ts";
import { parseJson } from "#app/http/api/json-body.ts";
import { mustBeJson } from "#app/http/api/media-types.ts";
import type { ApiRefusal } from "#app/http/api/problems.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused, refused } from "#app/platform/refusal.ts";

const notAllowed = methodNotAllowed("POST");
export const loader = notAllowed;

/** `POST /api/v1/payments`: money received elsewhere. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  if (args.request.method !== "POST") return notAllowed(args);
  return answerWrite(
    args,
    { scope: "payments:write", acceptsBody: mustBeJson },
    async (call, body) => {
      const { context, viewer, language, url } = call;
      const input = parseJson(reportedPayment, body, language);
      if (isRefused(input)) return input;
      const externalId = input.value.externalId ?? idOf(call);
      const answer = await reportPayment(
        context,
        viewer,
        { ...input.value, externalId },
        { notify: ingestFlags(url).notify },
      );
      if (isRefused(answer)) return explain(answer, language);
      const { outcome, ...payment } = answer;
      return { status: outcome === "recorded" ? 201 : 200, body: payment };
    },
  );
}

/**
 * Money must not be counted twice when we die between recording it and remembering the answer: without an id of its own, a
 * payment is known by the `Idempotency-Key` under which it will be sent again.
 */
function idOf({ request, viewer }: ApiCall): string | undefined {
  const key = request.headers.get("idempotency-key");
  if (key === null) return undefined;
  const digest = createHash("sha256").update(`${viewer.apiKeyId} ${key}`).digest("hex");
  return `idempotency-key:${digest}`;
}

function explain(refusal: ReportRefusal, language: Language): ApiRefusal {
  const { payments } = messagesFor(language).api;
  switch (refusal.refused) {
    case "unknown-customer":
      return refused("unknown-customer", {
        errors: [{ pointer: refusal.pointer, rule: null, message: payments.unknownCustomer }],
      });
    case "unknown-invoice": {
      const message = payments.unknownInvoice(refusal.number);
      return refused("rejected", { errors: [{ pointer: refusal.pointer, rule: null, message }] });
    }
    case "other-currency": {
      const message = payments.otherCurrency(refusal.number, refusal.currency);
      return refused("rejected", { errors: [{ pointer: refusal.pointer, rule: null, message }] });
    }
    case "other-content":
      return refused("conflict", { detail: payments.otherContent(refusal.number) });
  }
}
