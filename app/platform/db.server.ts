import { connect, type DatabaseClient, type Drizzle, sendAhead } from "#db/client.ts";

export type Database = Drizzle;
/** What a query inside a transaction is made on. */
export type Transaction = Parameters<Parameters<Drizzle["transaction"]>[0]>[0];

/** Whose rows a transaction may see: one customer's, or (staff, worker, the biller's systems) all. */
export type Scope = { readonly customerId: string } | "all";

/** The application's role: owns nothing, so row-level security binds it (db/migrations/0001_walls.sql). */
const applicationRole = "portal_app";

export function openDatabase(
  url: string,
  options: { max?: number; applicationName?: string } = {},
): DatabaseClient {
  return connect(url, { ...options, role: applicationRole });
}

/**
 * Runs `work` in one transaction that row-level security confines to `scope`. Everything that touches a customer's
 * tables goes through here: outside of it those tables look empty.
 */
export async function inScope<T>(
  { db }: { db: Database },
  scope: Scope,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    // Not awaited before the work: one connection keeps the order, and the scope travels with the work's first query. Were it
    // refused, the work would see no rows, and the transaction fails here.
    const scoped = setScope(tx, scope);
    scoped.catch(() => {});
    const result = await work(tx);
    await scoped;
    return result;
  });
}

/** Confines a transaction that is already open: the biller's API finds the customer only after reading the invoice. */
export async function setScope(tx: Transaction, scope: Scope): Promise<void> {
  const customer = scope === "all" ? "" : scope.customerId;
  await sendAhead(
    tx,
    "select set_config('app.customer_id', $1, true), set_config('app.scope', $2, true)",
    [customer, scope === "all" ? "all" : ""],
  );
}
