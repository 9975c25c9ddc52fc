import { and, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { people, signInTokens } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import { normaliseEmail } from "./email.ts";
import { hashCode, hashToken, sameHash } from "./secret.server.ts";

/** After five wrong guesses at a code of eight digits, the mail's link still works; the code does not. */
const mostTries = 5;

export interface Redeemed {
  personId: string;
  email: string;
  /** Path asked for before sign-in. */
  next: string | null;
}

export type LinkRefusal = Refusal<"not-found" | "expired" | "already-used" | "other-browser">;

/**
 * What the page behind a sign-in link may offer: a button, or an explanation. Consumes nothing, because mail scanners and
 * previews open every link. "other-browser": the link is good, but only where it was asked for; the code works here.
 */
export async function readSignInLink(
  { db, clock }: Context,
  link: { token: string; browserId: string | null },
): Promise<{ email: string } | LinkRefusal> {
  const [found] = await db
    .select({
      email: people.email,
      browserHash: signInTokens.browserHash,
      expiresAt: signInTokens.expiresAt,
      usedAt: signInTokens.usedAt,
    })
    .from(signInTokens)
    .innerJoin(people, eq(people.id, signInTokens.personId))
    .where(eq(signInTokens.tokenHash, hashToken(link.token)));
  if (!found) return refused("not-found");
  if (found.usedAt) return refused("already-used");
  if (found.expiresAt <= clock.now()) return refused("expired");
  if (!isFrom(link.browserId, found.browserHash)) return refused("other-browser");
  return { email: found.email };
}

/**
 * Redeems a sign-in link, once: of two clicks at the same moment one wins, because the row is taken in the same statement
 * that checks it.
 */
export async function redeemSignInLink(
  context: Context,
  link: { token: string; browserId: string | null; clientAddress: string | null },
): Promise<Redeemed | LinkRefusal> {
  const checked = await readSignInLink(context, link);
  if ("refused" in checked) return checked;
  const now = context.clock.now();
  return context.db.transaction(async (tx) => {
    const [taken] = await tx
      .update(signInTokens)
      .set({ usedAt: now })
      .where(
        and(
          eq(signInTokens.tokenHash, hashToken(link.token)),
          isNull(signInTokens.usedAt),
          gt(signInTokens.expiresAt, now),
        ),
      )
      .returning({ personId: signInTokens.personId, next: signInTokens.next });
    if (!taken) return refused("already-used");
    await recordSignIn(context, tx, taken.personId, "link", link.clientAddress);
    return { ...taken, email: checked.email };
  });
}

/**
 * Redeems the typed code, on whatever device. One refusal for everything (unknown address, wrong, expired, used, too many
 * tries): telling them apart would tell who has an account. The try is counted before the code is looked at, in one
 * statement that locks the rows, so that guesses in parallel are counted one by one.
 */
export async function redeemSignInCode(
  context: Context,
  input: { email: string; code: string; clientAddress: string | null },
): Promise<Redeemed | Refusal<"wrong-code">> {
  const { db, clock, config } = context;
  const email = normaliseEmail(input.email);
  const code = input.code.replace(/\D/g, "");
  const now = clock.now();
  return db.transaction(async (tx) => {
    const [person] = await tx.select({ id: people.id }).from(people).where(eq(people.email, email));
    if (!person) return refused("wrong-code");
    const open = await tx
      .update(signInTokens)
      .set({ codeAttempts: sql`${signInTokens.codeAttempts} + 1` })
      .where(
        and(
          eq(signInTokens.personId, person.id),
          isNull(signInTokens.usedAt),
          gt(signInTokens.expiresAt, now),
          lt(signInTokens.codeAttempts, mostTries),
        ),
      )
      .returning({
        id: signInTokens.id,
        codeHash: signInTokens.codeHash,
        next: signInTokens.next,
      });
    // Several mails may be on their way (asked twice): the code of any of them is good.
    const match = open.find((row) =>
      sameHash(row.codeHash, hashCode(code, row.id, config.appSecret)),
    );
    if (!match) return refused("wrong-code");
    await tx.update(signInTokens).set({ usedAt: now }).where(eq(signInTokens.id, match.id));
    await recordSignIn(context, tx, person.id, "code", input.clientAddress);
    return { personId: person.id, email, next: match.next };
  });
}

async function recordSignIn(
  context: Context,
  tx: Transaction,
  personId: string,
  means: "link" | "code",
  clientAddress: string | null,
): Promise<void> {
  await recordAudit(context, tx, {
    by: { kind: "person", personId },
    action: "person.signed-in",
    data: { means },
    clientAddress,
  });
}

/** A link without a browser (the first manager's) works in any. */
function isFrom(browserId: string | null, browserHash: string | null): boolean {
  if (browserHash === null) return true;
  return browserId !== null && sameHash(hashToken(browserId), browserHash);
}
