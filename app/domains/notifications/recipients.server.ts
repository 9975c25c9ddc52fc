import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "#app/platform/db.server.ts";
import { customers, memberships, people } from "#db/schema/accounts.ts";
import { preferences } from "#db/schema/notifications.ts";
import type { MailKind } from "#emails/templates.ts";
import type { Recipient } from "./draft.ts";
import { kinds } from "./kinds.ts";

export interface Recipients {
  /** Who is told of a kind: by role, without those who switched it off; nobody of a customer that chose paper. */
  of(kind: MailKind, customerId: string): Recipient[];
}

/** Reads who may be told for a set of customers: two queries, however many. */
export async function readRecipients(
  tx: Transaction,
  customerIds: readonly string[],
): Promise<Recipients> {
  const wanted = [...new Set(customerIds)];
  if (wanted.length === 0) return { of: () => [] };
  const members = await tx
    .select({
      customerId: memberships.customerId,
      role: memberships.role,
      personId: people.id,
      email: people.email,
      name: people.name,
      ownLanguage: people.language,
      customerLanguage: customers.language,
      delivery: customers.delivery,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(customers, eq(customers.id, memberships.customerId))
    .where(inArray(memberships.customerId, wanted))
    .orderBy(memberships.customerId, memberships.createdAt, people.email);
  const off = await switchedOff(tx, wanted);
  return {
    of: (kind, customerId) =>
      members
        .filter(
          (member) =>
            member.customerId === customerId &&
            member.delivery !== "paper" &&
            (member.role !== "viewer" || kinds[kind].audience === "everybody") &&
            !(kinds[kind].switchable && off.has(choice(customerId, member.personId, kind))),
        )
        .map(({ personId, email, name, ownLanguage, customerLanguage }) => ({
          personId,
          email,
          name,
          language: ownLanguage ?? customerLanguage,
        })),
  };
}

/** The choices "do not send me this", as `choice()` names them. */
export async function switchedOff(
  tx: Transaction,
  customerIds: readonly string[],
): Promise<Set<string>> {
  if (customerIds.length === 0) return new Set();
  const rows = await tx
    .select()
    .from(preferences)
    .where(and(inArray(preferences.customerId, [...customerIds]), eq(preferences.channel, "none")));
  return new Set(rows.map((row) => choice(row.customerId, row.personId, row.kind)));
}

export function choice(customerId: string, personId: string, kind: string): string {
  return `${customerId} ${personId} ${kind}`;
}
