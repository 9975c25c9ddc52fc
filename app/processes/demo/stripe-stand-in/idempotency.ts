import { hours, seconds } from "#app/platform/duration.ts";
import type { StoredAnswer, StripeAccount } from "./stripe-account.server.ts";
import { StripeFailure } from "./stripe-failure.ts";

interface Asked {
  readonly method: string;
  readonly path: string;
  /** Canonical, so that the order of parameters does not matter. */
  readonly parameters: string;
}

const longestKey = 255;
const kept = hours(24) / seconds(1);

/** docs.stripe.com/api/idempotent_requests: the first answer of a key is the answer of all that follow, 500s included, for 24 hours. */
export class Idempotency {
  readonly #account: StripeAccount;
  readonly #inProgress = new Map<string, Asked>();

  constructor(account: StripeAccount) {
    this.#account = account;
  }

  /** The stored answer to replay, or null: the work may begin, and `end` must follow. Throws for a key that is misused or in use. */
  begin(key: string, asked: Asked): StoredAnswer | null {
    if (key === "" || key.length > longestKey)
      throw new StripeFailure(400, {
        type: "invalid_request_error",
        message: `Idempotency keys must be between 1 and ${longestKey} characters.`,
      });
    const stored = this.#account.answers.get(key);
    const fresh = stored !== undefined && stored.storedAt + kept > this.#account.now();
    const first = this.#inProgress.get(key) ?? (fresh ? stored : undefined);
    if (first !== undefined) compare(key, first, asked);
    if (this.#inProgress.has(key))
      throw new StripeFailure(409, {
        type: "idempotency_error",
        code: "idempotency_key_in_use",
        message: `There is currently another in-progress request using this Idempotent Key: ${key}. Please try again later.`,
      });
    if (fresh) return stored;
    this.#inProgress.set(key, asked);
    return null;
  }

  store(key: string, answer: Asked & { status: number; body: string; requestId: string }): void {
    const { method, path, parameters, status, body, requestId } = answer;
    const storedAt = this.#account.now();
    this.#account.answers.put(key, { method, path, parameters, status, body, requestId, storedAt });
  }

  end(key: string): void {
    this.#inProgress.delete(key);
  }
}

function compare(key: string, first: Asked, asked: Asked): void {
  if (first.method !== asked.method || first.path !== asked.path)
    throw new StripeFailure(400, {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${asked.path}' vs '${first.path}'). Try using a key other than '${key}' if you meant to execute a different request.`,
    });
  if (first.parameters !== asked.parameters)
    throw new StripeFailure(400, {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    });
}
