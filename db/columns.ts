import { sql } from "drizzle-orm";
import { bigint, char, customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** The one key for isolation, partition and shard: first in every key of what a customer owns. */
export const customerId = () => uuid("customer_id").notNull();

/** An amount in minor units of the row's currency. */
export const minorUnits = (name: string) => bigint(name, { mode: "number" });

/** ISO 4217. */
export const currency = () => char("currency", { length: 3 }).notNull();

/** An instant, written by the application's clock (injected), never by the database's. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** PostgreSQL's 64-bit transaction id: orders the event feed so that a reader misses none. */
export const xid8 = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/** Owner of what belongs to the biller itself (mails to staff, sign-in mails): no customer has this id. */
export const houseId = "00000000-0000-0000-0000-000000000000";

export const emptyArray = sql`'{}'::text[]`;
