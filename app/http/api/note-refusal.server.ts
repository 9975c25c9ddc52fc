import { recordApiRefusal } from "#app/domains/accounts/record-api-refusal.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { Problem } from "../problem.ts";
import type { BatchAnswer } from "./batch-stream.ts";
import { numbersIn } from "./numbers-in.ts";
import { problemFor } from "./problems.ts";

/** A call as the log of refusals names it. */
export interface NotedCall {
  context: Context;
  request: Request;
  language: Language;
  /** null: no key of ours. */
  apiKeyId: string | null;
  /** Of an unknown key. */
  keyPrefix: string | null;
}

/**
 * Keeps what a call was refused, for the integrations page; the answer does not wait for it. Not kept: our own failures (they are in the
 * process's log), and "there is no such invoice", which is the answer to a question.
 */
export function noteRefusal(
  call: NotedCall,
  problem: Problem,
  document?: Uint8Array,
  line: number | null = null,
): void {
  if (problem.status >= 500 || problem.kind === "not-found") return;
  try {
    const { invoiceNumber, customerNumber } = numbersIn(document);
    recordApiRefusal(call.context, {
      ...callFacts(call),
      status: problem.status,
      kind: problem.kind,
      language: call.language,
      detail: problem.detail ?? null,
      errors: problem.errors ?? [],
      invoiceNumber,
      customerNumber: customerNumber ?? customerInPath(call.request),
      size: document?.length ?? sizeOf(call.request),
      line,
      linesLeftOut: null,
    });
  } catch (error) {
    // A bug in the log must not turn a refusal, which says what to mend, into a failure.
    call.context.logger.error({ error }, "A refusal could not be noted");
  }
}

/** An address or a method that the API does not have: only a call with a key of ours is a mistake worth telling anybody about. */
export function noteNoSuchCall(call: NotedCall, problem: Problem): void {
  const kind = problem.kind === "not-found" ? "no-such-call" : problem.kind;
  if (call.apiKeyId !== null) noteRefusal(call, { ...problem, kind });
}

/** Refused lines of one batch that are kept one by one; of the rest, only how many. */
export const mostNotedLines = 100;

/** A batch's answers as they are, with its refused lines noted on the way. */
export async function* notingLines(
  call: NotedCall,
  groups: AsyncIterable<BatchAnswer[]>,
): AsyncGenerator<BatchAnswer[]> {
  let refusedLines = 0;
  try {
    for await (const group of groups) {
      for (const { line, answer, document } of group) {
        if (!isRefused(answer) || answer.refused === "not-stored") continue;
        refusedLines += 1;
        if (refusedLines <= mostNotedLines)
          noteRefusal(call, problemFor(answer, call.language), document, line);
      }
      yield group;
    }
  } finally {
    if (refusedLines > mostNotedLines)
      recordApiRefusal(call.context, {
        ...callFacts(call),
        status: null,
        kind: "more-lines",
        language: call.language,
        detail: null,
        errors: [],
        invoiceNumber: null,
        customerNumber: null,
        size: null,
        line: null,
        linesLeftOut: refusedLines - mostNotedLines,
      });
  }
}

/** Of a query only what the API itself knows: who puts a secret into one by mistake does not find it here. */
const knownFlags = ["dryRun", "notify", "createCustomer"];

function callFacts({ request, apiKeyId, keyPrefix }: NotedCall) {
  const { pathname, searchParams } = new URL(request.url);
  const flags = new URLSearchParams();
  for (const name of knownFlags) {
    const value = searchParams.get(name);
    if (value !== null) flags.set(name, value === "true" || value === "false" ? value : "…");
  }
  const path = flags.size > 0 ? `${pathname}?${flags}` : pathname;
  return { apiKeyId, keyPrefix, method: request.method, path };
}

function customerInPath({ url }: Request): string | null {
  const [, written] = /\/customers\/([^/]+)$/.exec(new URL(url).pathname) ?? [];
  try {
    return written ? decodeURIComponent(written) : null;
  } catch {
    return null;
  }
}

function sizeOf({ headers }: Request): number | null {
  const said = headers.get("content-length") ?? "";
  return /^\d{1,15}$/.test(said) ? Number(said) : null;
}
