import { asc, eq } from "drizzle-orm";
import type { SignInMail } from "#app/domains/accounts/request-sign-in.server.ts";
import type { MembershipRole } from "#app/domains/accounts/viewer.ts";
import { dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { customers, memberships } from "#db/schema/accounts.ts";
import { draft } from "./draft.ts";
import { writeMailsWithin } from "./write-mails.server.ts";

/**
 * Writes the sign-in mail in the transaction of its token: `requestSignIn(context, input, (tx, mail) => queueSignInMail(…))`.
 * Sealed like every mail; its content is purged when the code expires (purge-expired-mail.server.ts) and never shown to
 * staff. `language` is the page's, used when the person chose none. Needs a transaction that sees all customers.
 */
export async function queueSignInMail(
  context: Context,
  tx: Transaction,
  {
    person,
    signInId,
    token,
    code,
    expiresAt,
    language,
    nextPath,
  }: SignInMail & { language: Language; nextPath?: string | null },
): Promise<void> {
  const mine = await tx
    .select({ id: customers.id })
    .from(memberships)
    .innerJoin(customers, eq(customers.id, memberships.customerId))
    .where(eq(memberships.personId, person.personId))
    .orderBy(asc(memberships.createdAt), asc(customers.number));
  const [first] = mine;
  await writeMailsWithin(context, tx, [
    draft({
      kind: "sign-in",
      about: first ? { customerId: first.id, others: mine.length - 1 } : null,
      subjectId: signInId,
      step: "sign-in",
      to: { ...person, language: person.language ?? language },
      opensInvoice: null,
      expiresAt,
      facts: () => ({
        link: `${context.config.appUrl}/login/${token}`,
        code,
        expiresAt,
        returns: Boolean(nextPath),
      }),
    }),
  ]);
}

/** Tells a person that somebody (null: the biller's systems) added them to a customer, in the transaction that did it. */
export async function queueInvitationMail(
  context: Context,
  tx: Transaction,
  {
    customerId,
    person,
    role,
    invitedBy,
  }: {
    customerId: string;
    person: { personId: string; email: string; name: string; language: Language | null };
    role: MembershipRole;
    invitedBy: string | null;
  },
): Promise<void> {
  const [customer] = await tx
    .select({ name: customers.name, language: customers.language, timeZone: customers.timeZone })
    .from(customers)
    .where(eq(customers.id, customerId));
  if (!customer) throw new Error(`No customer ${customerId}`);
  const now = context.clock.now();
  await writeMailsWithin(context, tx, [
    draft({
      kind: "person-invited",
      about: { customerId },
      subjectId: person.personId,
      // Removed and invited again later: told again.
      step: now.toISOString(),
      to: { ...person, language: person.language ?? customer.language },
      opensInvoice: null,
      facts: () => ({
        customerName: customer.name,
        invitedBy,
        role,
        email: person.email,
        invitedOn: dayIn(customer.timeZone, now),
        link: `${context.config.appUrl}/login`,
      }),
    }),
  ]);
}
