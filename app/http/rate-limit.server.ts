import { createHmac } from "node:crypto";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import type { Context } from "#app/platform/context.server.ts";
import { minutes } from "#app/platform/duration.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { rateLimits } from "#db/schema/platform.ts";

/**
 * How often what mails or can be guessed may be tried, per window. What ends well is given back (`forgive`), so a person who
 * signs in ten times a day never meets a limit, and whoever asks for mails that nobody redeems soon does.
 */
const limits = {
  /** Sign-in mails to one address: more would be a way to annoy somebody. */
  "sign-in-address": { points: 6, window: minutes(15) },
  /** Sign-in mails asked for by one client: an office shares one. */
  "sign-in-client": { points: 30, window: minutes(15) },
  /** Codes typed for one address (each mail takes five tries besides). */
  "code-address": { points: 10, window: minutes(15) },
  "code-client": { points: 40, window: minutes(15) },
  /** Codes of mails checked at /verify. */
  "verify-client": { points: 30, window: minutes(15) },
  /** Links of mails opened with tokens that do not exist. */
  "link-client": { points: 60, window: minutes(15) },
} as const;

export type Limit = keyof typeof limits;

type Needs = Pick<Context, "db" | "config">;

/**
 * Counts one try. Answers how long to wait when there were too many, null otherwise. Counted by the machine's time, not the
 * injected clock: an attacker's speed is real. Web processes share the count (PostgreSQL).
 */
export async function countTry(
  context: Needs,
  limit: Limit,
  who: string,
): Promise<Refusal<"too-many", { retryAfterSeconds: number }> | null> {
  try {
    await limiterOf(context, limit).consume(keyOf(context, who));
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return refused("too-many", { retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000) });
  }
}

/** Gives a try back that turned out to be honest; `all` of them for an address that proved to be its owner's. */
export async function forgive(
  context: Needs,
  limit: Limit,
  who: string,
  how: "one" | "all",
): Promise<void> {
  const limiter = limiterOf(context, limit);
  const key = keyOf(context, who);
  if (how === "all") await limiter.delete(key);
  else await limiter.reward(key);
}

/** Addresses and networks are personal data: the table holds what they hash to under the installation's secret. */
function keyOf({ config }: Needs, who: string): string {
  return createHmac("sha256", config.appSecret).update(`rate-limit:${who}`).digest("base64url");
}

const limiters = new WeakMap<Context["db"], Map<Limit, RateLimiterDrizzle>>();

function limiterOf({ db }: Needs, limit: Limit): RateLimiterDrizzle {
  let mine = limiters.get(db);
  if (!mine) {
    mine = new Map();
    limiters.set(db, mine);
  }
  let limiter = mine.get(limit);
  if (!limiter) {
    limiter = new RateLimiterDrizzle({
      storeClient: db,
      schema: rateLimits,
      keyPrefix: limit,
      points: limits[limit].points,
      duration: limits[limit].window / 1000,
      // `cleanUpAccounts` does it, in the worker: a timer per web process and limit would do the same work many times.
      clearExpiredByTimeout: false,
    });
    mine.set(limit, limiter);
  }
  return limiter;
}
