import { asc, eq } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { customers, memberships } from "#db/schema/accounts.ts";
import type { MembershipRole } from "./viewer.ts";

export interface CustomerOfPerson {
  customerId: string;
  number: string;
  name: string;
  role: MembershipRole;
}

/** The customers whom a signed-in person may act for, by name. */
export async function customersOfPerson(
  context: Pick<Context, "db">,
  personId: string,
): Promise<CustomerOfPerson[]> {
  return inScope(context, "all", (tx) =>
    tx
      .select({
        customerId: customers.id,
        number: customers.number,
        name: customers.name,
        role: memberships.role,
      })
      .from(memberships)
      .innerJoin(customers, eq(customers.id, memberships.customerId))
      .where(eq(memberships.personId, personId))
      .orderBy(asc(customers.name), asc(customers.number)),
  );
}
