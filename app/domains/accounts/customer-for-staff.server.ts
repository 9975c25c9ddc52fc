import { asc, eq } from "drizzle-orm";
import { validate as isId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers, memberships, people } from "#db/schema/accounts.ts";
import type { Member } from "./members.server.ts";
import { type Contact, contactOf } from "./staff-members.server.ts";
import { type StaffViewer, scopeOf } from "./viewer.ts";

export interface CustomerForStaff {
  customer: typeof customers.$inferSelect;
  contact: Contact | null;
  people: Member[];
}

/** All that staff see of a customer's account: what was said of it, who acts for it, who answers for it. */
export async function customerForStaff(
  context: Context,
  viewer: StaffViewer,
  customerId: string,
): Promise<CustomerForStaff | Refusal<"not-found">> {
  if (!isId(customerId)) return refused("not-found");
  return inScope(context, scopeOf(viewer), async (tx) => {
    const [customer] = await tx.select().from(customers).where(eq(customers.id, customerId));
    if (!customer) return refused("not-found");
    const members = await tx
      .select({
        personId: people.id,
        name: people.name,
        email: people.email,
        role: memberships.role,
      })
      .from(memberships)
      .innerJoin(people, eq(people.id, memberships.personId))
      .where(eq(memberships.customerId, customerId))
      .orderBy(asc(people.name), asc(people.email));
    return { customer, contact: await contactOf(tx, customerId), people: members };
  });
}
