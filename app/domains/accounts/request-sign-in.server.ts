import { eq } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { later, minutes } from "#app/platform/duration.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { people, signInTokens } from "#db/schema/accounts.ts";
import { normaliseEmail } from "./email.ts";
import { hashCode, hashToken, newCode, newToken } from "./secret.server.ts";

/** OWASP ASVS 5.0, 6.6.3: a code sent out of band lives ten minutes at most. */
export const signInLifetime = minutes(10);

/** What the sign-in mail says. `token` and `code` exist in clear here and in the (encrypted) mail, nowhere else. */
export interface SignInMail {
  person: { personId: string; email: string; name: string; language: Language | null };
  /** Names the mail in its idempotency key without giving the secret away. */
  signInId: string;
  /** For the link `/login/{token}`. */
  token: string;
  /** Eight digits, for another device. */
  code: string;
  expiresAt: Date;
  /** Where the person goes afterwards. */
  next: string | null;
}

/** Writes the mail in the transaction of the token: notifications knows how, and accounts does not know notifications. */
export type MailSignIn = (tx: Transaction, mail: SignInMail) => Promise<void>;

/**
 * Sends a sign-in mail to whoever has an account with this address, and says nothing about whether anybody has: the answer
 * and the work before it are the same (the caller also answers no sooner than a fixed moment, see `answerNoSooner`).
 * `browserId` is the requesting browser's cookie: the link works only there. null for a mail that nobody's browser asked
 * for (the first manager). `next` is a path of ours to go to afterwards.
 */
export async function requestSignIn(
  context: Context,
  input: { email: string; browserId: string | null; next: string | null },
  mail: MailSignIn,
): Promise<void> {
  const { clock, config } = context;
  const signInId = newId();
  const token = newToken();
  const code = newCode();
  const now = clock.now();
  const expiresAt = later(now, signInLifetime);
  const hashes = {
    tokenHash: hashToken(token),
    codeHash: hashCode(code, signInId, config.appSecret),
    browserHash: input.browserId === null ? null : hashToken(input.browserId),
  };
  await inScope(context, "all", async (tx) => {
    const [person] = await tx
      .select({
        personId: people.id,
        email: people.email,
        name: people.name,
        language: people.language,
      })
      .from(people)
      .where(eq(people.email, normaliseEmail(input.email)));
    if (!person) return;
    await tx.insert(signInTokens).values({
      id: signInId,
      personId: person.personId,
      ...hashes,
      next: input.next,
      createdAt: now,
      expiresAt,
    });
    await mail(tx, { person, signInId, token, code, expiresAt, next: input.next });
  });
}
