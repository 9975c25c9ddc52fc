import type { Refusal } from "#app/platform/refusal.ts";

/**
 * Every refusal a verb can answer, and its HTTP status (RFC 9110 §15). A route hands its refusal to `statusOf`: a code that is
 * missing here does not compile there.
 */
const statuses = {
  // Who is asking
  "missing-key": 401,
  "unknown-key": 401,
  "revoked-key": 401,
  "not-allowed": 403,
  "managers-only": 403,
  "owners-only": 403,
  "above-credit-limit": 403,
  // What is asked for
  "not-found": 404,
  expired: 410,
  revoked: 410,
  "already-used": 410,
  // Input that is understood and not good
  "other-browser": 422,
  "wrong-code": 422,
  "unknown-contact": 422,
  "logo-unreadable": 422,
  "logo-too-large": 413,
  "credit-note-not-contestable": 422,
  "claim-out-of-range": 422,
  "amount-out-of-range": 422,
  "too-many-files": 422,
  "file-too-large": 413,
  "file-type-refused": 422,
  "mixed-currencies": 422,
  "invalid-amount": 422,
  "too-many-invoices": 422,
  "amount-too-small": 422,
  "invalid-days": 422,
  "too-many-parts": 422,
  "words-missing": 422,
  // The state of things is in the way
  "already-contested": 409,
  "already-decided": 409,
  "dispute-closed": 409,
  "nobody-to-answer": 409,
  "already-paid": 409,
  processing: 409,
  "nothing-due": 409,
  "no-credit": 409,
  "plan-exists": 409,
  "due-changed": 409,
  "day-past": 409,
  "other-payment": 409,
  "last-owner": 409,
  "already-member": 409,
  "already-staff": 409,
  "email-taken": 409,
  "acts-for-customers": 409,
  "last-manager": 409,
  oneself: 409,
  "own-proposal": 409,
  "proposer-gone": 409,
  // Too often
  "too-many": 429,
  // Somebody else is in the way
  "provider-unavailable": 503,
} as const satisfies Record<string, 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 503>;

export type RefusalCode = keyof typeof statuses;

/** The status of a refusal: `data(…, { status: statusOf(answer) })`. */
export function statusOf<Code extends RefusalCode>(refusal: Refusal<Code>): number {
  return statuses[refusal.refused];
}
