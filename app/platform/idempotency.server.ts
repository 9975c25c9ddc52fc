import { createHash } from "node:crypto";
import { and, eq, isNull, lt } from "drizzle-orm";
import { idempotencyKeys } from "#db/schema/platform.ts";
import type { Context } from "./context.server.ts";
import { days, later, minutes } from "./duration.ts";
import { type Refusal, refused } from "./refusal.ts";

export interface StoredAnswer {
  status: number;
  /** JSON. */
  body: string;
}

/** Longer than any single call takes: a claim older than this was left by a process that died. */
const longestCall = minutes(2);

/**
 * Answers a request once per `Idempotency-Key` and API key: the same request again gets the stored answer, another request
 * under the key is refused, and so is the same one while the first still runs. Failures of ours (5xx) are not kept: the
 * next try runs again, as does one after a crash: whatever runs must itself find what an earlier run had done.
 */
export async function onceByKey(
  context: Pick<Context, "db" | "clock">,
  apiKeyId: string,
  request: { key: string | null; method: string; target: string; body: Uint8Array },
  run: () => Promise<StoredAnswer>,
): Promise<
  (StoredAnswer & { replayed?: true }) | Refusal<"key-reused" | "key-running" | "key-malformed">
> {
  const { key } = request;
  if (key === null) return run();
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) return refused("key-malformed");
  const requestHash = createHash("sha256")
    .update(`${request.method} ${request.target}\n`)
    .update(request.body)
    .digest("hex");
  const claim = await claimKey(context, { apiKeyId, key, requestHash });
  if (claim !== "ours") return claim;

  const mine = and(eq(idempotencyKeys.apiKeyId, apiKeyId), eq(idempotencyKeys.key, key));
  let answer: StoredAnswer | null = null;
  try {
    answer = await run();
    return answer;
  } finally {
    if (answer && answer.status < 500)
      await context.db
        .update(idempotencyKeys)
        .set({ responseStatus: answer.status, responseBody: answer.body, lockedUntil: null })
        .where(mine);
    else await context.db.delete(idempotencyKeys).where(mine);
  }
}

async function claimKey(
  { db, clock }: Pick<Context, "db" | "clock">,
  claim: { apiKeyId: string; key: string; requestHash: string },
): Promise<"ours" | (StoredAnswer & { replayed: true }) | Refusal<"key-reused" | "key-running">> {
  const now = clock.now();
  const lockedUntil = later(now, longestCall);
  const made = await db
    .insert(idempotencyKeys)
    .values({ ...claim, createdAt: now, lockedUntil })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key });
  if (made.length === 1) return "ours";

  const mine = and(
    eq(idempotencyKeys.apiKeyId, claim.apiKeyId),
    eq(idempotencyKeys.key, claim.key),
  );
  const [known] = await db.select().from(idempotencyKeys).where(mine);
  // Its owner failed a moment ago and gave it back.
  if (!known) return refused("key-running");
  if (known.requestHash !== claim.requestHash) return refused("key-reused");
  if (known.responseStatus !== null)
    return { status: known.responseStatus, body: known.responseBody ?? "null", replayed: true };
  const taken = await db
    .update(idempotencyKeys)
    .set({ lockedUntil })
    .where(and(mine, isNull(idempotencyKeys.responseStatus), lt(idempotencyKeys.lockedUntil, now)))
    .returning({ key: idempotencyKeys.key });
  return taken.length === 1 ? "ours" : refused("key-running");
}

/** How long an answer is replayed; a sender that tries again later than that must look first. */
const answersKept = days(30);

/** Deletes answers that nobody will ask for again. */
export async function forgetOldAnswers({
  db,
  clock,
}: Pick<Context, "db" | "clock">): Promise<void> {
  await db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, later(clock.now(), -answersKept)));
}
