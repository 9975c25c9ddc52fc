import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type Refusal, refused } from "#app/platform/refusal.ts";

/**
 * Guards of one web process, counted in its memory: a row per request would cost more than most requests. A key's limit
 * stops a loop gone wild, far above any honest system; a stranger's stops guessing (keys have 256 bits: it never gets far).
 */
const limiters = {
  key: new RateLimiterMemory({ keyPrefix: "api-key", points: 3000, duration: 10 }),
  stranger: new RateLimiterMemory({ keyPrefix: "api-stranger", points: 60, duration: 60 }),
};

/** Counts one request of a key, or one failed attempt of a network address. */
export async function countApiRequest(
  kind: keyof typeof limiters,
  who: string,
): Promise<Refusal<"too-many", { retryAfterSeconds: number }> | null> {
  try {
    await limiters[kind].consume(who);
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return refused("too-many", { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) });
  }
}
