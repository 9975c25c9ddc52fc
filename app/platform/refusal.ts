/**
 * An expected refusal: the answer of a verb that understood the request and will not do it ("already paid").
 * Bugs and outages throw instead. Each verb names its refusals as a closed union in its return type, and
 * `app/http/refusals.ts` maps every one of them to a status and a sentence, exhaustively.
 */
export type Refusal<Code extends string, Details extends object = object> = {
  readonly refused: Code;
} & Readonly<Details>;

/** Builds a refusal: `return refused('already-paid', { paidOn })`. */
export function refused<Code extends string>(code: Code): Refusal<Code>;
export function refused<Code extends string, Details extends object>(
  code: Code,
  details: Details,
): Refusal<Code, Details>;
export function refused(code: string, details: object = {}) {
  return { refused: code, ...details };
}

/** Tells a refusal from a result. */
export function isRefused<T>(answer: T): answer is Extract<T, { readonly refused: string }> {
  return typeof answer === "object" && answer !== null && "refused" in answer;
}
