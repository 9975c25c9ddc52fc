/** What one call may know of the limit: the `ratelimit-*` headers of every answer (resend.com/docs/api-reference/rate-limit). */
export interface RateVerdict {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

const windowLength = 1000;

/** So many calls in each second, counted from the first call of the second. By the system's time: the injected clock may stand still. */
export class RateLimit {
  readonly #perSecond: number;
  #windowEnds = 0;
  #used = 0;

  /** `Infinity` never refuses and says nothing. */
  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  take(now: number): RateVerdict {
    if (this.#perSecond === Number.POSITIVE_INFINITY) return { allowed: true, headers: {} };
    if (now >= this.#windowEnds) {
      this.#windowEnds = now + windowLength;
      this.#used = 0;
    }
    this.#used += 1;
    const allowed = this.#used <= this.#perSecond;
    const reset = String(Math.max(1, Math.ceil((this.#windowEnds - now) / 1000)));
    return {
      allowed,
      headers: {
        "ratelimit-limit": String(this.#perSecond),
        "ratelimit-remaining": String(Math.max(0, this.#perSecond - this.#used)),
        "ratelimit-reset": reset,
        "ratelimit-policy": `${this.#perSecond};w=1`,
        ...(allowed ? {} : { "retry-after": reset }),
      },
    };
  }
}
