import { sql } from "drizzle-orm";
import { check, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "../columns.ts";
import { staff } from "./accounts.ts";

/**
 * Changes of the biller's bank details, each proposed by one manager and decided by another: whoever holds one manager's session
 * redirects nobody's money. The first details, where there were none, are no change.
 */
export const bankChanges = pgTable(
  "bank_changes",
  {
    id: uuid("id").primaryKey(),
    state: text("state").$type<"proposed" | "confirmed" | "refused" | "replaced">().notNull(),
    oldIban: text("old_iban"),
    oldBic: text("old_bic"),
    newIban: text("new_iban"),
    newBic: text("new_bic"),
    proposedBy: uuid("proposed_by")
      .notNull()
      .references(() => staff.personId),
    proposedAt: instant("proposed_at").notNull(),
    /** Who confirmed, refused, withdrew or replaced it. */
    decidedBy: uuid("decided_by").references(() => staff.personId),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    uniqueIndex("bank_changes_one_proposal").on(t.state).where(sql`state = 'proposed'`),
    check(
      "bank_changes_decided",
      sql`(${t.state} = 'proposed') = (${t.decidedBy} is null) and (${t.decidedBy} is null) = (${t.decidedAt} is null)`,
    ),
    check(
      "bank_changes_two_managers",
      sql`${t.state} <> 'confirmed' or ${t.decidedBy} <> ${t.proposedBy}`,
    ),
  ],
);
