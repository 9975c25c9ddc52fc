import { sql } from "drizzle-orm";
import { invoices } from "#db/schema/invoices.ts";

/** `dueNowOf` (status.ts) said in SQL, for the rows of `invoices` that are not credit notes. Minor units. */
export const dueNow =
  sql<number>`greatest(${invoices.outstanding} - ${invoices.contested} - ${invoices.processing}, 0)`.mapWith(
    Number,
  );
