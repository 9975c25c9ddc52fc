import { and, asc, eq, notInArray, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { memberships, people } from "#db/schema/accounts.ts";
import type { MembershipRole } from "./viewer.ts";

export interface MemberInput {
  name: string;
  /** Normalised. */
  email: string;
  role: MembershipRole;
}

/** A customer's people by name. */
export async function membersOf(tx: Transaction, customerId: string): Promise<MemberInput[]> {
  return tx
    .select({ name: people.name, email: people.email, role: memberships.role })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(eq(memberships.customerId, customerId))
    .orderBy(asc(people.name), asc(people.email));
}

/** Makes the list the customer's whole list. Who is no longer on it loses access, and the links of past mails with it. */
export async function replaceMembers(
  context: Pick<Context, "clock">,
  tx: Transaction,
  customerId: string,
  list: readonly MemberInput[],
): Promise<void> {
  // By address: two requests that name the same people lock them in the same order.
  const ordered = [...list].sort((a, b) => (a.email < b.email ? -1 : 1));
  const kept: string[] = [];
  for (const member of ordered) kept.push(await addMember(context, tx, customerId, member));
  await tx
    .delete(memberships)
    .where(
      and(
        eq(memberships.customerId, customerId),
        kept.length > 0 ? notInArray(memberships.personId, kept) : undefined,
      ),
    );
}

/** Gives a person (known by address, or new) a role with the customer. Answers the person's id. */
export async function addMember(
  context: Pick<Context, "clock">,
  tx: Transaction,
  customerId: string,
  member: MemberInput,
): Promise<string> {
  const personId = await ensurePerson(context, tx, member);
  await tx
    .insert(memberships)
    .values({ customerId, personId, role: member.role, createdAt: context.clock.now() })
    .onConflictDoUpdate({
      target: [memberships.customerId, memberships.personId],
      set: { role: member.role },
    });
  return personId;
}

/** The person with this (normalised) address, made if new. A person known already keeps the name they go by. */
export async function ensurePerson(
  { clock }: Pick<Context, "clock">,
  tx: Transaction,
  person: { email: string; name: string },
): Promise<string> {
  const [row] = await tx
    .insert(people)
    .values({ id: newId(), email: person.email, name: person.name, createdAt: clock.now() })
    // Changes nothing; but unlike DO NOTHING it answers the row that is there.
    .onConflictDoUpdate({ target: people.email, set: { email: sql`excluded.email` } })
    .returning({ id: people.id });
  if (!row) throw new Error("An upsert answers its row");
  return row.id;
}
