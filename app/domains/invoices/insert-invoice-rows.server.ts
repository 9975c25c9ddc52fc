import { type SQL, sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Transaction } from "#app/platform/db.server.ts";
import type { CustomerReference } from "./match-customers.server.ts";
import type { ReadyInvoice } from "./ready-invoice.server.ts";

const extensions: Record<string, string> = {
  "application/json": "json",
  "application/xml": "xml",
  "application/pdf": "pdf",
};

/**
 * Writes new invoices with their lines and originals: four statements however many there are. Rows travel as one JSON
 * parameter per table: a parameter per value costs the driver more than PostgreSQL needs to store it.
 */
export async function insertInvoiceRows(
  tx: Transaction,
  created: readonly { item: ReadyInvoice; customer: CustomerReference; id: string }[],
  now: Date,
): Promise<void> {
  if (created.length === 0) return;
  const at = now.toISOString();

  await insertRecords(
    tx,
    sql`invoices`,
    created.map(({ item, customer, id }) => ({
      ...item.rows.invoice,
      customer_id: customer.id,
      id,
      content_hash: item.contentHash,
      format: item.format,
      notify: item.notify,
      received_at: at,
    })),
    {
      customer_id: "uuid",
      id: "uuid",
      kind: "text",
      number: "text",
      seller_key: "text",
      type_code: "text",
      issue_date: "date",
      due_date: "date",
      currency: "text",
      net: "bigint",
      vat: "bigint",
      gross: "bigint",
      payable: "bigint",
      reference: "text",
      title: "text",
      line_count: "int",
      search_text: "text",
      content_hash: "text",
      document: "jsonb",
      format: "text",
      notify: "boolean",
      received_at: "timestamptz",
    },
  );

  await insertRecords(
    tx,
    sql`invoice_lines`,
    created.flatMap(({ item, customer, id }) =>
      item.rows.lines.map((line) => ({ ...line, customer_id: customer.id, invoice_id: id })),
    ),
    {
      customer_id: "uuid",
      invoice_id: "uuid",
      id: "text",
      position: "int",
      name: "text",
      description: "text",
      note: "text",
      quantity: "numeric",
      unit_code: "text",
      net_unit_price: "numeric",
      net_amount: "bigint",
      vat_category: "text",
      vat_rate: "numeric",
      item_id: "text",
    },
  );

  const files = new Map(created.map(({ item: { original } }) => [original.fileHash, original]));
  await insertRecords(
    tx,
    sql`files`,
    [...files.values()]
      .map(({ fileHash, fileSize }) => ({ hash: fileHash, size: fileSize, created_at: at }))
      .sort((a, b) => (a.hash < b.hash ? -1 : 1)),
    { hash: "text", size: "int", created_at: "timestamptz" },
    sql`on conflict (hash) do nothing`,
  );

  await insertRecords(
    tx,
    sql`documents`,
    created.map(({ item: { original, rows }, customer, id }) => ({
      customer_id: customer.id,
      id: newId(),
      invoice_id: id,
      kind: "original",
      file_hash: original.fileHash,
      media_type: original.mediaType,
      name: `${fileNameOf(rows.invoice.number)}.${extensions[original.mediaType] ?? "bin"}`,
      byte_offset: original.part?.offset ?? null,
      byte_length: original.part?.length ?? null,
      created_at: at,
    })),
    {
      customer_id: "uuid",
      id: "uuid",
      invoice_id: "uuid",
      kind: "text",
      file_hash: "text",
      media_type: "text",
      name: "text",
      byte_offset: "int",
      byte_length: "int",
      created_at: "timestamptz",
    },
  );
}

/** An invoice number as part of a file name, on any system. */
function fileNameOf(number: string): string {
  return number.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 100);
}

async function insertRecords<Columns extends Record<string, string>>(
  tx: Transaction,
  table: SQL,
  records: readonly { [Name in keyof Columns]: unknown }[],
  columns: Columns,
  ending: SQL = sql``,
): Promise<void> {
  if (records.length === 0) return;
  const names = sql.raw(Object.keys(columns).join(", "));
  const typed = sql.raw(
    Object.entries(columns)
      .map(([name, type]) => `${name} ${type}`)
      .join(", "),
  );
  await tx.execute(sql`
    insert into ${table} (${names})
    select ${names} from jsonb_to_recordset(${JSON.stringify(records)}::text::jsonb) as record(${typed}) ${ending}`);
}
