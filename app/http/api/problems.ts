import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import type { Refusal } from "#app/platform/refusal.ts";
import type { Problem, ProblemError } from "../problem.ts";

/** Bytes of the largest document that is read. */
export const mostBytes = 20 * 1024 * 1024;
const megabytes = mostBytes / 1024 / 1024;

/** Everything that the API refuses: the refusals of the verbs behind it, and its own. */
export type ApiRefusal =
  | Refusal<"unreadable" | "unsupported-format" | "invalid", { errors: readonly ProblemError[] }>
  | Refusal<"unknown-customer", { errors: readonly ProblemError[] }>
  | Refusal<"other-content", { id: string; number: string }>
  | Refusal<"missing-key" | "unknown-key" | "revoked-key">
  | Refusal<"missing-scope", { scope: string }>
  | Refusal<"too-large" | "not-stored" | "batch-format" | "json-format" | "no-such-call">
  | Refusal<"method-not-allowed", { allowed: readonly string[] }>
  | Refusal<"invoice-not-found", { number: string }>
  | Refusal<"endpoint-not-found">
  | Refusal<"several-sellers", { sellers: readonly string[] }>
  | Refusal<"rejected", { errors: readonly ProblemError[] }>
  | Refusal<"conflict", { detail: string }>
  | Refusal<"key-reused" | "key-running" | "key-malformed">
  | Refusal<"too-many", { retryAfterSeconds: number }>
  | Refusal<"busy", { retryAfterSeconds: number }>
  | Refusal<"internal", { requestId: string }>;

/** The kinds of problems, as `type` names them and `/api/docs` explains them. */
export const problemKinds = {
  unreadable: 400,
  "unsupported-format": 415,
  invalid: 422,
  "unknown-customer": 422,
  "other-content": 409,
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  "method-not-allowed": 405,
  conflict: 409,
  "too-large": 413,
  "idempotency-key-reused": 422,
  "idempotency-key-running": 409,
  "idempotency-key-malformed": 400,
  "too-many-requests": 429,
  internal: 500,
  busy: 503,
} as const satisfies Record<string, number>;

export type ProblemKind = keyof typeof problemKinds;

/** A refusal in the words of RFC 9457, in the caller's language. */
export function problemFor(refusal: ApiRefusal, language: Language): Problem {
  const { problems, details, numberInSeveralHands } = messagesFor(language).api;
  const say = (
    kind: ProblemKind,
    title: string,
    detail: string,
    rest: Pick<Problem, "errors" | "more"> = {},
  ): Problem => ({ status: problemKinds[kind], kind, title, detail, ...rest });

  switch (refusal.refused) {
    case "unreadable": {
      const { errors } = refusal;
      return say("unreadable", problems.unreadable, details.unreadable, { errors });
    }
    case "unsupported-format":
      return say("unsupported-format", problems.unsupportedFormat, details.unsupportedFormat, {
        errors: refusal.errors,
      });
    case "batch-format":
      return say("unsupported-format", problems.unsupportedFormat, details.batchFormat);
    case "json-format":
      return say("unsupported-format", problems.unsupportedFormat, details.jsonFormat);
    case "invalid":
    case "rejected": {
      const { errors } = refusal;
      return say("invalid", problems.invalid, details.invalid(errors.length), { errors });
    }
    case "unknown-customer":
      return say("unknown-customer", problems.unknownCustomer, details.unknownCustomer, {
        errors: refusal.errors,
      });
    case "other-content": {
      const { id, number } = refusal;
      return say("other-content", problems.otherContent, details.otherContent(number), {
        more: { id, number },
      });
    }
    case "missing-key":
      return say("unauthenticated", problems.unauthenticated, details.missingKey);
    case "unknown-key":
      return say("unauthenticated", problems.unauthenticated, details.unknownKey);
    case "revoked-key":
      return say("unauthenticated", problems.unauthenticated, details.revokedKey);
    case "missing-scope":
      return say("forbidden", problems.forbidden, details.missingScope(refusal.scope));
    case "too-large":
      return say("too-large", problems.tooLarge, details.tooLarge(megabytes));
    case "not-stored":
      return say("internal", problems.internal, details.notStored);
    case "no-such-call":
      return say("not-found", problems.notFound, details.noSuchCall);
    case "method-not-allowed":
      return say(
        "method-not-allowed",
        problems.methodNotAllowed,
        details.methodNotAllowed(refusal.allowed.join(", ")),
      );
    case "invoice-not-found":
      return say("not-found", problems.notFound, details.invoiceNotFound(refusal.number));
    case "endpoint-not-found":
      return say("not-found", problems.notFound, details.endpointNotFound);
    case "several-sellers": {
      const { sellers } = refusal;
      return say("conflict", problems.conflict, numberInSeveralHands(sellers.join(", ")), {
        more: { sellers },
      });
    }
    case "conflict":
      return say("conflict", problems.conflict, refusal.detail);
    case "key-reused":
      return say("idempotency-key-reused", problems.keyReused, details.keyReused);
    case "key-running":
      return say("idempotency-key-running", problems.keyRunning, details.keyRunning);
    case "key-malformed":
      return say("idempotency-key-malformed", problems.keyMalformed, details.keyMalformed);
    case "too-many":
      return say("too-many-requests", problems.tooMany, details.tooMany(refusal.retryAfterSeconds));
    case "busy":
      return say("busy", problems.busy, details.busy(refusal.retryAfterSeconds));
    case "internal":
      return say("internal", problems.internal, details.internal(refusal.requestId));
  }
}

/** What every kind is called. */
export function problemTitles(language: Language): Record<ProblemKind, string> {
  const { problems } = messagesFor(language).api;
  return {
    unreadable: problems.unreadable,
    "unsupported-format": problems.unsupportedFormat,
    invalid: problems.invalid,
    "unknown-customer": problems.unknownCustomer,
    "other-content": problems.otherContent,
    unauthenticated: problems.unauthenticated,
    forbidden: problems.forbidden,
    "not-found": problems.notFound,
    "method-not-allowed": problems.methodNotAllowed,
    conflict: problems.conflict,
    "too-large": problems.tooLarge,
    "idempotency-key-reused": problems.keyReused,
    "idempotency-key-running": problems.keyRunning,
    "idempotency-key-malformed": problems.keyMalformed,
    "too-many-requests": problems.tooMany,
    internal: problems.internal,
    busy: problems.busy,
  };
}

/** Every kind with its status and what it means, for the documentation. */
export function problemSummaries(
  language: Language,
): { kind: ProblemKind; status: number; title: string }[] {
  const titles = problemTitles(language);
  return Object.entries(problemKinds).map(([kind, status]) => ({
    kind: kind as ProblemKind,
    status,
    title: titles[kind as ProblemKind],
  }));
}
