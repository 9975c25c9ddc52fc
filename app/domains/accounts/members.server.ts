import { and, asc, eq, ne } from "drizzle-orm";
import { validate as isId } from "uuid";
import { z } from "zod";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { announce } from "#app/platform/events.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers, memberships, people } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import { normaliseEmail } from "./email.ts";
import { addMember } from "./membership-rows.server.ts";
import { type MembershipRole, mayManage, type PersonViewer, scopeOf } from "./viewer.ts";

export interface Member {
  personId: string;
  name: string;
  email: string;
  role: MembershipRole;
}

export const invitation = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(254).transform(normaliseEmail),
  role: z.enum(["owner", "payer", "viewer"]),
});

/** Who acts for the viewer's customer, by name. Everybody of the account may know. */
export async function listMembers(context: Context, viewer: PersonViewer): Promise<Member[]> {
  return inScope(context, scopeOf(viewer), (tx) =>
    tx
      .select({
        personId: people.id,
        name: people.name,
        email: people.email,
        role: memberships.role,
      })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(eq(memberships.customerId, viewer.customerId))
      .orderBy(asc(people.name), asc(people.email)),
  );
}

/** Writes the invitation's mail in its transaction: given by the route, because accounts does not know notifications. */
export type MailInvitation = (
  tx: Transaction,
  invited: {
    customerId: string;
    person: { personId: string; email: string; name: string; language: Language | null };
    role: MembershipRole;
    invitedBy: string;
  },
) => Promise<void>;

/**
 * Lets a person act for the customer: a colleague, a relative, an accountant. They sign in with their address, no password
 * or secret changes hands. Owners only.
 */
export async function inviteMember(
  context: Context,
  viewer: PersonViewer,
  input: z.output<typeof invitation>,
  mail: MailInvitation,
): Promise<{ personId: string } | Refusal<"owners-only" | "already-member">> {
  if (!mayManage(viewer)) return refused("owners-only");
  const { customerId } = viewer;
  return inScope(context, scopeOf(viewer), async (tx) => {
    const customer = await lockCustomer(tx, customerId);
    const [known] = await tx
      .select({ personId: memberships.personId })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(and(eq(memberships.customerId, customerId), eq(people.email, input.email)));
    if (known) return refused("already-member");
    const personId = await addMember(context, tx, customerId, input);
    await recordAudit(context, tx, {
      by: viewer,
      action: "member.invited",
      customerId,
      subject: { type: "person", id: personId },
      data: { role: input.role },
    });
    await tellBiller(context, tx, viewer, customer.name);
    const [person] = await tx.select().from(people).where(eq(people.id, personId));
    await mail(tx, {
      customerId,
      person: {
        personId,
        email: input.email,
        name: person?.name ?? input.name,
        language: person?.language ?? null,
      },
      role: input.role,
      invitedBy: viewer.name,
    });
    return { personId };
  });
}

/** Ends a person's access to the customer, and the links of their past mails with it. Owners only; one owner stays. */
export async function removeMember(
  context: Context,
  viewer: PersonViewer,
  personId: string,
): Promise<{ removed: true } | Refusal<"owners-only" | "not-found" | "last-owner">> {
  if (!mayManage(viewer)) return refused("owners-only");
  if (!isId(personId)) return refused("not-found");
  const { customerId } = viewer;
  return inScope(context, scopeOf(viewer), async (tx) => {
    // Two owners who remove each other at the same moment would leave none: one after the other.
    const customer = await lockCustomer(tx, customerId);
    const [otherOwner] = await tx
      .select({ personId: memberships.personId })
      .from(memberships)
      .where(
        and(
          eq(memberships.customerId, customerId),
          eq(memberships.role, "owner"),
          ne(memberships.personId, personId),
        ),
      )
      .limit(1);
    if (!otherOwner) return refused("last-owner");
    const gone = await tx
      .delete(memberships)
      .where(and(eq(memberships.customerId, customerId), eq(memberships.personId, personId)))
      .returning({ personId: memberships.personId });
    if (gone.length === 0) return refused("not-found");
    await recordAudit(context, tx, {
      by: viewer,
      action: "member.removed",
      customerId,
      subject: { type: "person", id: personId },
    });
    await tellBiller(context, tx, viewer, customer.name);
    return { removed: true };
  });
}

async function lockCustomer(tx: Transaction, customerId: string): Promise<{ name: string }> {
  const [customer] = await tx
    .select({ name: customers.name })
    .from(customers)
    .where(eq(customers.id, customerId))
    .for("no key update");
  if (!customer) throw new Error("A viewer's customer exists");
  return customer;
}

/** The biller's systems keep the list of people too: the feed tells them that it changed. */
async function tellBiller(
  context: Context,
  tx: Transaction,
  viewer: PersonViewer,
  name: string,
): Promise<void> {
  await announce(context, tx, {
    customerId: viewer.customerId,
    type: "customer.updated",
    subject: { type: "customer", id: viewer.customerId, number: viewer.customerNumber },
    data: { name },
  });
}
