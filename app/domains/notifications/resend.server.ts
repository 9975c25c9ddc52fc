import { Resend } from "resend";
import type { Config } from "#app/platform/config.server.ts";
import { hours, seconds } from "#app/platform/duration.ts";

/**
 * The only door to Resend (npm resend, host from configuration). It sends stored bytes and says what is known afterwards;
 * it never retries by itself, because only the caller knows the row.
 */

/** A mail as `POST /emails` takes it (OpenAPI `SendEmailRequest`): made once, stored, sent as stored. */
export interface ProviderMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly reply_to?: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Names and values of [A-Za-z0-9_-] only; webhooks repeat them. */
  readonly tags: readonly { readonly name: string; readonly value: string }[];
}

export type SendOutcome =
  /** The provider has them, under these ids, in the order sent. */
  | { readonly outcome: "accepted"; readonly ids: readonly string[] }
  /** Nothing happened; ask again after `retryAfter` milliseconds. */
  | { readonly outcome: "slow-down"; readonly retryAfter: number; readonly reason: string }
  /** Nothing happened and nothing will: the content is refused. */
  | { readonly outcome: "refused"; readonly reason: string }
  /** This call did nothing: key, sender domain or account are not in order. A human must act. */
  | { readonly outcome: "not-allowed"; readonly reason: string }
  /** Another body went out under this key: never again. */
  | { readonly outcome: "key-conflict"; readonly reason: string }
  /** It may or may not have happened: same key and same bytes again. */
  | { readonly outcome: "unknown"; readonly reason: string };

/** A batch of a hundred takes longer to read than one mail. */
const patience = (mails: number) => (mails > 1 ? seconds(30) : seconds(15));

/** Longer than the longest patience: a lease that ends means that nobody waits for the answer any more. */
export const sendingLease = seconds(60);

/** Providers forget keys after 24 h; after this nobody may ask again (providers.md, Resend). */
export const retryWindow = hours(23);

/**
 * Sends one mail (`POST /emails`) or up to 100 (`POST /emails/batch`, all or none) under an idempotency key of at most 256
 * characters. `mails` are the frozen JSON texts; the same key must always come with the same texts in the same order.
 */
export async function sendMails(
  { resend: config }: Pick<Config, "resend">,
  idempotencyKey: string,
  mails: readonly string[],
): Promise<SendOutcome> {
  const bodies = mails.map((mail) => JSON.parse(mail) as unknown);
  const options = { idempotencyKey, signal: AbortSignal.timeout(patience(mails.length)) };
  const client = new Resend(config.apiKey, { baseUrl: config.baseUrl });
  // `post` rather than `emails.send`: the SDK would rebuild the body, and an update of it could then change stored mails.
  const answer =
    bodies.length === 1
      ? await client.post<{ id: string }>("/emails", bodies[0], options)
      : await client.post<{ data: { id: string }[] }>("/emails/batch", bodies, {
          ...options,
          headers: { "x-batch-validation": "strict" },
        });
  if (answer.error) return outcomeOfError(answer.error, answer.headers ?? {});
  const listed = "data" in answer.data ? answer.data.data : [answer.data];
  const ids = Array.isArray(listed) ? listed.map((one) => one?.id) : [];
  if (ids.length !== mails.length || ids.some((id) => typeof id !== "string" || id === ""))
    return { outcome: "unknown", reason: "unreadable answer" };
  return { outcome: "accepted", ids };
}

interface ResendError {
  readonly name: string;
  readonly statusCode: number | null;
  readonly message: string;
}

/** What an error says about whether anything was sent (resend.com/docs/api-reference/errors). */
export function outcomeOfError(
  { name, statusCode, message }: ResendError,
  headers: Readonly<Record<string, string>>,
): SendOutcome {
  const reason = [statusCode, name, message].filter(Boolean).join(" ").slice(0, 500);
  if (name === "invalid_idempotent_request") return { outcome: "key-conflict", reason };
  if (name === "concurrent_idempotent_requests") return { outcome: "unknown", reason };
  if (name === "daily_quota_exceeded" || name === "monthly_quota_exceeded")
    return { outcome: "slow-down", retryAfter: Math.max(waitAsked(headers), hours(1)), reason };
  if (name === "rate_limit_exceeded" || statusCode === 429)
    return { outcome: "slow-down", retryAfter: waitAsked(headers), reason };
  if (statusCode === 401 || statusCode === 403) return { outcome: "not-allowed", reason };
  if (
    statusCode !== null &&
    statusCode >= 400 &&
    statusCode < 500 &&
    ![408, 409].includes(statusCode)
  )
    return { outcome: "refused", reason };
  return { outcome: "unknown", reason };
}

/** `retry-after` (seconds or an HTTP date, RFC 9110 §10.2.3) or `ratelimit-reset`; at least a second. */
function waitAsked(headers: Readonly<Record<string, string>>): number {
  const asked = headers["retry-after"] ?? headers["ratelimit-reset"] ?? "";
  const wait = /^\d+(\.\d+)?$/.test(asked.trim())
    ? seconds(Number(asked))
    : Date.parse(asked) - Date.now();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, seconds(1)), hours(24)) : seconds(1);
}

export interface WebhookHeaders {
  readonly id: string | null;
  readonly timestamp: string | null;
  readonly signature: string | null;
}

/** A webhook whose signature is right. */
export interface ResendEvent {
  readonly type: string;
  readonly created_at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The event of a webhook: signed over the raw body, at most five minutes old (svix). null when it is not Resend's. */
export function readSignedEvent(
  { resend: config }: Pick<Config, "resend">,
  rawBody: string,
  { id, timestamp, signature }: WebhookHeaders,
): ResendEvent | null {
  if (!id || !timestamp || !signature) return null;
  const client = new Resend(config.apiKey, { baseUrl: config.baseUrl });
  try {
    return client.webhooks.verify({
      payload: rawBody,
      headers: { id, timestamp, signature },
      webhookSecret: config.webhookSecret,
    }) as unknown as ResendEvent;
  } catch {
    return null;
  }
}
