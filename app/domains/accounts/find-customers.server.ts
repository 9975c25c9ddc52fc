import { and, asc, eq, exists, gt, or, type SQL, sql } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { customers, memberships, people } from "#db/schema/accounts.ts";
import { foldAccents } from "./fold-accents.ts";
import { type StaffViewer, scopeOf } from "./viewer.ts";

export interface FoundCustomer {
  id: string;
  number: string;
  name: string;
  city: string | null;
  delivery: "email" | "paper" | "both";
  contactName: string | null;
}

const pageSize = 25;

/**
 * Customers by number, for staff, 25 a page. Every word of `q` must be part of the number, the name, the place, a legal or
 * VAT id, or the name or address of one of its people; accents and case do not count. `after`: the last number of the page
 * before; `next` is null on the last page.
 */
export async function findCustomers(
  context: Context,
  viewer: StaffViewer,
  { q = "", after }: { q?: string; after?: string },
): Promise<{ customers: FoundCustomer[]; next: string | null }> {
  const words = foldAccents(q).split(/\s+/).filter(Boolean).slice(0, 8);
  const contact = sql<
    string | null
  >`(select p.name from ${people} p where p.id = ${customers.contactId})`;
  const rows = await inScope(context, scopeOf(viewer), (tx) => {
    const hasPerson = (pattern: string) =>
      exists(
        tx
          .select({ one: sql`1` })
          .from(memberships)
          .innerJoin(people, eq(people.id, memberships.personId))
          .where(
            and(
              eq(memberships.customerId, customers.id),
              or(likeFolded(people.name, pattern), likeFolded(people.email, pattern)),
            ),
          ),
      );
    const matches = (word: string) => {
      const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
      return or(
        likeFolded(customers.number, pattern),
        likeFolded(customers.name, pattern),
        likeFolded(sql`${customers.address}->>'city'`, pattern),
        likeFolded(customers.legalId, pattern),
        likeFolded(customers.vatId, pattern),
        hasPerson(pattern),
      );
    };
    return tx
      .select({
        id: customers.id,
        number: customers.number,
        name: customers.name,
        city: sql<string | null>`${customers.address}->>'city'`,
        delivery: customers.delivery,
        contactName: contact,
      })
      .from(customers)
      .where(and(after ? gt(customers.number, after) : undefined, ...words.map(matches)))
      .orderBy(asc(customers.number))
      .limit(pageSize + 1);
  });
  const page = rows.slice(0, pageSize);
  return {
    customers: page,
    next: rows.length > pageSize ? (page.at(-1)?.number ?? null) : null,
  };
}

/** The same folding in SQL as `foldAccents` in TypeScript, for the letters of the languages we serve. */
export function likeFolded(column: unknown, pattern: string): SQL {
  return sql`translate(lower(${column}), 'àâäáãåçèéêëìíîïñòóôöõùúûüýÿ', 'aaaaaaceeeeiiiinooooouuuuyy') like ${pattern}`;
}
