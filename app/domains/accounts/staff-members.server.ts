import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { customers, people, staff } from "#db/schema/accounts.ts";
import { type CustomerViewer, type StaffRole, type StaffViewer, scopeOf } from "./viewer.ts";

export interface StaffMember {
  personId: string;
  name: string;
  email: string;
  role: StaffRole;
  phone: string;
  /** Free text per language; null: the biller's opening hours. */
  hours: { fr: string; en: string } | null;
  /** Customers whose named contact this is. */
  customers: number;
}

/** The human whom a customer can call: on every page and in every mail (product.md, 2). */
export type Contact = Pick<StaffMember, "personId" | "name" | "email" | "phone" | "hours">;

/** The staff side of a signed-in person; null for everybody who is not (or no longer) staff. */
export async function staffViewerFor(
  { db }: Pick<Context, "db">,
  person: { personId: string; name: string; email: string },
): Promise<StaffViewer | null> {
  const [member] = await db
    .select({ role: staff.role })
    .from(staff)
    .where(and(eq(staff.personId, person.personId), isNull(staff.deactivatedAt)));
  if (!member) return null;
  const { personId, name, email } = person;
  return { kind: "staff", personId, name, email, role: member.role };
}

/**
 * The customer's named contact. When none was named, or the one named has left, the one with the fewest customers stands in,
 * so that nobody is ever without. null only in an installation without any staff.
 */
export async function contactOf(tx: Transaction, customerId: string): Promise<Contact | null> {
  const [named] = await tx
    .select({
      personId: staff.personId,
      name: people.name,
      email: people.email,
      phone: staff.phone,
      hours: staff.hours,
    })
    .from(customers)
    .innerJoin(staff, and(eq(staff.personId, customers.contactId), isNull(staff.deactivatedAt)))
    .innerJoin(people, eq(people.id, staff.personId))
    .where(eq(customers.id, customerId));
  return named ?? leastLoadedStaff(tx);
}

/** The named contact of the customer whom the viewer acts for. */
export async function contactFor(
  context: Context,
  viewer: CustomerViewer,
): Promise<Contact | null> {
  return inScope(context, scopeOf(viewer), (tx) => contactOf(tx, viewer.customerId));
}

/** Who takes the next customer (needs a transaction that sees all customers to count fairly). Ties go to whoever came first. */
export async function leastLoadedStaff(tx: Transaction): Promise<StaffMember | null> {
  const members = await activeStaff(tx);
  return members.reduce<StaffMember | null>(
    (least, member) => (least && least.customers <= member.customers ? least : member),
    null,
  );
}

async function activeStaff(tx: Transaction): Promise<StaffMember[]> {
  const load = tx
    .select({ contactId: customers.contactId, customers: count().as("load") })
    .from(customers)
    .groupBy(customers.contactId)
    .as("load");
  return tx
    .select({
      personId: staff.personId,
      name: people.name,
      email: people.email,
      role: staff.role,
      phone: staff.phone,
      hours: staff.hours,
      customers: sql<number>`coalesce(${load.customers}, 0)`.mapWith(Number),
    })
    .from(staff)
    .innerJoin(people, eq(people.id, staff.personId))
    .leftJoin(load, eq(load.contactId, staff.personId))
    .where(isNull(staff.deactivatedAt))
    .orderBy(asc(staff.createdAt), asc(people.name));
}
