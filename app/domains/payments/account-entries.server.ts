import { and, desc, eq, sql } from "drizzle-orm";
import { type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Day } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { invoices } from "#db/schema/invoices.ts";
import { ledgerEntries } from "#db/schema/ledger.ts";
import { payments } from "#db/schema/payments.ts";

/** Above zero the customer owes, below it has more than it owes. Minor units. */
export interface Balance {
  currency: string;
  balance: number;
}

export interface AccountEntry {
  id: number;
  day: Day;
  kind: (typeof ledgerEntries.$inferSelect)["kind"];
  /** Of the invoice, of the credit note, of the payment's receipt. */
  number: string;
  invoiceId: string | null;
  paymentId: string | null;
  /** Minor units: above zero what is owed grows, below it shrinks. */
  amount: number;
  /** After this entry. */
  balance: number;
}

export interface AccountEntries {
  /** Of every currency that the customer has entries in; most owed first. */
  balances: Balance[];
  /** Whose entries these are; null where there are none at all. */
  currency: string | null;
  /** Newest first. */
  entries: AccountEntry[];
  next: string | null;
}

/**
 * A customer's account for the staff, read from the ledger: the balance in each currency, and the entries of one of them (where none is
 * named, or one without entries, of the one most owed in), newest first, a page at a time.
 */
export async function accountEntries(
  context: Context,
  viewer: StaffViewer,
  customerId: string,
  {
    currency,
    after = null,
    limit = 25,
  }: { currency?: string | null; after?: string | null; limit?: number } = {},
): Promise<AccountEntries> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const balances = await balancesOf(tx, customerId);
    const shown = balances.find((each) => each.currency === currency) ?? balances[0];
    if (!shown) return { balances, currency: null, entries: [], next: null };
    const rows = await readPage(tx, customerId, {
      currency: shown.currency,
      after,
      limit: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    // From what the account was after the newest of them, backwards.
    let balance = page[0] ? await balanceAt(tx, customerId, shown.currency, page[0]) : 0;
    return {
      balances,
      currency: shown.currency,
      entries: page.map((entry) => {
        const then = balance;
        balance -= entry.amount;
        return { ...entry, balance: then };
      }),
      next: rows.length > limit && last ? `${last.day}_${last.id}` : null,
    };
  });
}

/** The ledger's sums: what a customer owes in each currency, less what it has paid or been credited without an invoice to pay. */
async function balancesOf(tx: Transaction, customerId: string): Promise<Balance[]> {
  const balance = sql`sum(${ledgerEntries.amount})`.mapWith(Number);
  const rows = await tx
    .select({ currency: ledgerEntries.currency, balance })
    .from(ledgerEntries)
    .where(eq(ledgerEntries.customerId, customerId))
    .groupBy(ledgerEntries.currency);
  return rows.sort((a, b) => b.balance - a.balance || (a.currency < b.currency ? -1 : 1));
}

/** Entries have an order of their own: by day, and on one day as they were written. */
const place = sql`(${ledgerEntries.day}, ${ledgerEntries.id})`;

async function readPage(
  tx: Transaction,
  customerId: string,
  { currency, after, limit }: { currency: string; after: string | null; limit: number },
) {
  const [, day = null, id = null] = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(after ?? "") ?? [];
  // The page first, then the names of its few: whatever the planner thinks of how long an account is.
  const page = tx
    .select()
    .from(ledgerEntries)
    .where(
      and(
        eq(ledgerEntries.customerId, customerId),
        eq(ledgerEntries.currency, currency),
        day ? sql`${place} < (${day}::date, ${id}::bigint)` : undefined,
      ),
    )
    .orderBy(desc(ledgerEntries.day), desc(ledgerEntries.id))
    .limit(limit)
    .as("page");
  return tx
    .select({
      id: page.id,
      day: page.day,
      kind: page.kind,
      number: sql<string>`coalesce(${invoices.number}, ${payments.number})`,
      invoiceId: page.invoiceId,
      paymentId: page.paymentId,
      amount: page.amount,
    })
    .from(page)
    .leftJoin(invoices, and(eq(invoices.customerId, customerId), eq(invoices.id, page.invoiceId)))
    .leftJoin(payments, and(eq(payments.customerId, customerId), eq(payments.id, page.paymentId)))
    .orderBy(desc(page.day), desc(page.id));
}

async function balanceAt(
  tx: Transaction,
  customerId: string,
  currency: string,
  { day, id }: { day: Day; id: number },
): Promise<number> {
  const [row] = await tx
    .select({ balance: sql`coalesce(sum(${ledgerEntries.amount}), 0)`.mapWith(Number) })
    .from(ledgerEntries)
    .where(
      and(
        eq(ledgerEntries.customerId, customerId),
        eq(ledgerEntries.currency, currency),
        sql`${place} <= (${day}::date, ${id}::bigint)`,
      ),
    );
  return row?.balance ?? 0;
}
