import { asc, desc, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { invoices } from "#db/schema/invoices.ts";

export const invoiceSorts = ["-issued", "issued", "-due", "due", "-gross", "gross"] as const;
export type InvoiceSort = (typeof invoiceSorts)[number];

interface Sorted {
  id: string;
  issueDate: string;
  dueDate: string | null;
  gross: number;
}

interface Order {
  by: SQL[];
  /** Rows that follow the cursor; undefined (no condition) for none or one of another sort. */
  after(cursor: string | undefined): SQL | undefined;
  /** The cursor that stands after this row. */
  cursor(row: Sorted): string;
}

const columns = { issued: invoices.issueDate, due: invoices.dueDate, gross: invoices.gross };
const fields = { issued: "issueDate", due: "dueDate", gross: "gross" } as const;

const position = z.tuple([
  z.enum(invoiceSorts),
  z.union([z.iso.date(), z.int(), z.null()]),
  z.uuid(),
]);

/**
 * How a list is ordered and where its pages begin. Rows of equal value are ordered by id, in the same direction; documents
 * without a due date come last either way.
 */
export function orderOf(sort: InvoiceSort): Order {
  const down = sort.startsWith("-");
  const key = sort.replace("-", "") as keyof typeof columns;
  const column = columns[key];
  const direction = down ? desc : asc;
  const beyond = sql.raw(down ? "<" : ">");
  return {
    by: [
      down && key === "due" ? sql`${column} desc nulls last` : direction(column),
      direction(invoices.id),
    ],
    cursor: (row) =>
      Buffer.from(JSON.stringify([sort, row[fields[key]], row.id])).toString("base64url"),
    after(cursor) {
      const from = cursor ? readPosition(cursor) : null;
      if (from?.[0] !== sort) return undefined;
      const [, value, id] = from;
      if (typeof value === "number" ? key !== "gross" : key === "gross") return undefined;
      if (value === null) return sql`(${column} is null and ${invoices.id} ${beyond} ${id})`;
      const later = sql`(${column}, ${invoices.id}) ${beyond} (${value}, ${id})`;
      return key === "due" ? sql`(${later} or ${column} is null)` : later;
    },
  };
}

function readPosition(cursor: string): z.output<typeof position> | null {
  try {
    const parsed = position.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
