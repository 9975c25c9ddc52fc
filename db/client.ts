import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as accounts from "./schema/accounts.ts";
import * as disputes from "./schema/disputes.ts";
import * as invoices from "./schema/invoices.ts";
import * as notifications from "./schema/notifications.ts";
import * as payments from "./schema/payments.ts";
import * as platform from "./schema/platform.ts";

const schema = {
  ...platform,
  ...accounts,
  ...invoices,
  ...payments,
  ...disputes,
  ...notifications,
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
  return { drizzle: drizzle(sql, { schema }), close: () => sql.end({ timeout: 5 }) };
}
