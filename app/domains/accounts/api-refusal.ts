import { createHash } from "node:crypto";
import { hours } from "#app/platform/duration.ts";

/** One thing that was wrong, as the answer said it. */
export interface RefusalReason {
  pointer: string;
  rule: string | null;
  message: string;
}

/** Something that the API refused: what the answer said, about what. Never what was sent, never a key. */
export interface ApiRefusal {
  /** null: no key of ours. */
  apiKeyId: string | null;
  /** First characters of an unknown key (`shownStart`). */
  keyPrefix: string | null;
  method: string;
  path: string;
  /** null: not an answer, but the number of refused lines that are not kept one by one. */
  status: number | null;
  /** As the problem's `type` names it. */
  kind: string;
  /** Of `detail` and of the messages. */
  language: string;
  detail: string | null;
  errors: readonly RefusalReason[];
  invoiceNumber: string | null;
  /** As the sender wrote it. */
  customerNumber: string | null;
  /** Bytes. */
  size: number | null;
  /** Of a batch, numbered from 1. */
  line: number | null;
  linesLeftOut: number | null;
}

/** An `ApiRefusal` as it is kept: cut to size. */
export interface KeptRefusal extends ApiRefusal {
  errorsLeftOut: number;
  fingerprint: string;
}

/** A sender writes numbers, names and paths as long as it likes: what is kept of one refusal stays below some 20 KB. */
const most = { errors: 30, message: 300, pointer: 200, path: 300, detail: 300, number: 100 };

/**
 * Cut to what is kept, with the fingerprint by which equal ones are counted together: a system in a loop is refused the same thing again
 * and again, and is told so in one row an hour. Two invoices with the same errors stay two; too many requests are one, whatever they
 * asked for.
 */
export function keptRefusal(refusal: ApiRefusal, at: Date): KeptRefusal {
  const kept = {
    ...refusal,
    path: cut(refusal.path, most.path),
    detail: refusal.detail && cut(refusal.detail, most.detail),
    errors: refusal.errors.slice(0, most.errors).map(({ pointer, rule, message }) => ({
      pointer: cut(pointer, most.pointer),
      rule: rule && cut(rule, most.number),
      message: cut(message, most.message),
    })),
    errorsLeftOut: Math.max(0, refusal.errors.length - most.errors),
    invoiceNumber: refusal.invoiceNumber && cut(refusal.invoiceNumber, most.number),
    customerNumber: refusal.customerNumber && cut(refusal.customerNumber, most.number),
  };
  const { apiKeyId, keyPrefix, method, path, status, kind, line } = kept;
  const about =
    status === 429
      ? []
      : [method, path, kind, line, kept.invoiceNumber, kept.customerNumber, kept.errors];
  const hour = Math.floor(at.getTime() / hours(1));
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([hour, apiKeyId, keyPrefix, status, ...about]))
    .digest("hex");
  return { ...kept, fingerprint };
}

/** PostgreSQL holds neither U+0000 nor half a surrogate pair, and a cut may leave one. */
function cut(text: string, length: number): string {
  const whole = text.length > length ? `${text.slice(0, length - 1)}…` : text;
  return whole
    .replaceAll("\u0000", "\ufffd")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}
