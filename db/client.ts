import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as accounts from "./schema/accounts.ts";
import * as disputes from "./schema/disputes.ts";
import * as invoices from "./schema/invoices.ts";
import * as notifications from "./schema/notifications.ts";
import * as payments from "./schema/payments.ts";
import * as platform from "./schema/platform.ts";
import * as webhooks from "./schema/webhooks.ts";

const schema = {
  ...platform,
  ...accounts,
  ...invoices,
  ...payments,
  ...disputes,
  ...notifications,
  ...webhooks,
};

export type Drizzle = PostgresJsDatabase<typeof schema>;

export interface DatabaseClient {
  drizzle: Drizzle;
  close(): Promise<void>;
}

/**
 * Opens a pool. With `role`, every connection switches to it at once, so that row-level security binds whoever logged in.
 * A `url` without the right to switch fails at the first query with PostgreSQL's own words.
 */
export function connect(
  url: string,
  options: { role?: string; max?: number; applicationName?: string } = {},
): DatabaseClient {
  const sql = postgres(url, {
    max: options.max ?? 10,
    onnotice: () => {},
    connection: {
      application_name: options.applicationName ?? "invoice-portal",
      ...(options.role ? { role: options.role } : {}),
    },
  });
  return { drizzle: drizzle(preparing(sql), { schema }), close: () => sql.end({ timeout: 5 }) };
}

/**
 * Sends a statement on a transaction's connection at once, ahead of every query that is made on it later. Drizzle's own start
 * some turns of the event loop after they are made, and not all after the same number.
 */
export async function sendAhead(
  tx: { readonly _: { readonly session: unknown } },
  statement: string,
  parameters: string[],
): Promise<void> {
  const { client } = tx._.session as { client: postgres.TransactionSql };
  await client.unsafe(statement, parameters).execute();
}

/**
 * The same client with every query prepared once per connection. Drizzle leaves that to hand-named queries, and then each
 * query with parameters is parsed, described and planned anew and waits twice for the server's answer. postgres.js
 * prepares again by itself after a change of the schema, and replaces a connection (and what it prepared) within the hour.
 */
function preparing<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  return new Proxy(client, {
    get(target, name, receiver) {
      if (name === "unsafe")
        return (text: string, parameters?: never[], options?: postgres.UnsafeQueryOptions) =>
          target.unsafe(text, parameters, { ...options, prepare: true });
      const known: unknown = Reflect.get(target, name, receiver);
      // Both take the work as their last argument and hand it a client of its own.
      if ((name === "begin" || name === "savepoint") && typeof known === "function")
        return (...given: unknown[]) => known(...given.map(handedPreparing));
      return known;
    },
  });
}

function handedPreparing(part: unknown) {
  return typeof part === "function"
    ? (client: postgres.TransactionSql) => part(preparing(client))
    : part;
}
