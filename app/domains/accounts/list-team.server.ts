import { asc, count, eq, type SQL, sql } from "drizzle-orm";
import { validate as isId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers, people, staff } from "#db/schema/accounts.ts";
import type { StaffDetails } from "./read-staff-form.ts";
import { type StaffViewer, scopeOf } from "./viewer.ts";

/** A member of staff as managers see them: those who have left too, because their names stand under past answers. */
export interface TeamMember extends StaffDetails {
  personId: string;
  /** Customers whose named contact this is. */
  customers: number;
  /** null: works here. */
  deactivatedAt: Date | null;
}

/** Everybody who is or was staff, those who work here first, by name. Managers only. */
export async function listTeam(
  context: Context,
  viewer: StaffViewer,
): Promise<TeamMember[] | Refusal<"managers-only">> {
  if (viewer.role !== "manager") return refused("managers-only");
  return teamWhere(context, viewer, undefined);
}

/** One of them. Managers only. */
export async function teamMember(
  context: Context,
  viewer: StaffViewer,
  personId: string,
): Promise<TeamMember | Refusal<"managers-only" | "not-found">> {
  if (viewer.role !== "manager") return refused("managers-only");
  if (!isId(personId)) return refused("not-found");
  const [member] = await teamWhere(context, viewer, eq(staff.personId, personId));
  return member ?? refused("not-found");
}

async function teamWhere(
  context: Context,
  viewer: StaffViewer,
  condition: SQL | undefined,
): Promise<TeamMember[]> {
  return inScope(context, scopeOf(viewer), (tx) => {
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
        creditLimit: staff.creditLimit,
        deactivatedAt: staff.deactivatedAt,
        customers: sql<number>`coalesce(${load.customers}, 0)`.mapWith(Number),
      })
      .from(staff)
      .innerJoin(people, eq(people.id, staff.personId))
      .leftJoin(load, eq(load.contactId, staff.personId))
      .where(condition)
      .orderBy(sql`${staff.deactivatedAt} is not null`, asc(people.name), asc(people.email));
  });
}
