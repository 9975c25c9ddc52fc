import { and, eq } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers, memberships } from "#db/schema/accounts.ts";
import type { PersonViewer } from "./viewer.ts";

/**
 * The signed-in person as member of the customer in the URL. "not-found" alike for a number that does not exist and for
 * somebody else's: the difference is nobody's business.
 */
export async function viewerForPerson(
  context: Pick<Context, "db">,
  person: { personId: string; name: string; email: string },
  customerNumber: string,
): Promise<PersonViewer | Refusal<"not-found">> {
  // Across customers, because the number is all that is known; the membership is the condition.
  const [found] = await inScope(context, "all", (tx) =>
    tx
      .select({ customerId: customers.id, role: memberships.role })
      .from(customers)
      .innerJoin(
        memberships,
        and(eq(memberships.customerId, customers.id), eq(memberships.personId, person.personId)),
      )
      .where(eq(customers.number, customerNumber)),
  );
  if (!found) return refused("not-found");
  const { personId, name, email } = person;
  return { kind: "person", personId, name, email, customerNumber, ...found };
}
