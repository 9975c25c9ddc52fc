import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Day } from "#app/platform/calendar.ts";
import { invoices } from "#db/schema/invoices.ts";
import type { InvoiceStatus } from "./status.ts";

const isInvoice = eq(invoices.kind, "invoice");
const owed = sql`${invoices.outstanding} > 0`;
const byCreditAlone = sql`(${invoices.credited} > 0 and ${invoices.credited} = ${invoices.settled})`;

/** `statusOf` said in SQL, for lists; a test holds the two together. A credit note that is not used up counts as open. */
export function whereStatus(status: InvoiceStatus, today: Day): SQL | undefined {
  const late = sql`(${invoices.dueDate} is not null and ${invoices.dueDate} < ${today})`;
  const waiting = and(isInvoice, owed, eq(invoices.processing, 0));
  switch (status) {
    case "paid":
      return and(isInvoice, sql`not ${owed}`, sql`not ${byCreditAlone}`);
    case "credited":
      return and(isInvoice, sql`not ${owed}`, byCreditAlone);
    case "processing":
      return and(isInvoice, owed, sql`${invoices.processing} > 0`);
    case "overdue":
      return and(waiting, late);
    case "partly-paid":
      return and(waiting, sql`not ${late}`, sql`${invoices.settled} > 0`);
    case "open":
      return sql`(${and(waiting, sql`not ${late}`, eq(invoices.settled, 0))} or ${and(eq(invoices.kind, "creditNote"), owed)})`;
    case "settled":
      return and(eq(invoices.kind, "creditNote"), sql`not ${owed}`);
  }
}
