import { and, asc, eq } from "drizzle-orm";
import type { IntegrationViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import { invoiceLines, invoiceNumbers, invoices, invoiceViews } from "#db/schema/invoices.ts";
import { billerToday } from "./biller-day.server.ts";
import type { Invoice } from "./model.ts";
import { type InvoiceStatus, statusOf } from "./status.ts";

/** `GET /api/v1/invoices/{number}` but for what other domains know (deliveries, disputes). Amounts are decimal strings. */
export interface ApiInvoice {
  id: string;
  number: string;
  kind: "invoice" | "creditNote";
  typeCode: string;
  customerNumber: string;
  status: InvoiceStatus;
  currency: string;
  issueDate: string;
  dueDate: string | null;
  totals: { net: string; vat: string; gross: string; payable: string };
  settled: string;
  outstanding: string;
  contested: string;
  processing: string;
  lines: ApiLine[];
  views: { name: string; byLink: boolean; firstAt: Date; lastAt: Date }[];
}

interface ApiLine {
  id: string;
  name: string;
  description?: string;
  quantity: string;
  unitCode: string;
  netUnitPrice: string;
  netAmount: string;
  vat: { category: string; rate?: string };
}

/**
 * One invoice by its number, for the biller's systems. A number is unique per seller only: where several sellers used it and
 * none is named, they are listed.
 */
export async function invoiceForApi(
  context: Context,
  _viewer: IntegrationViewer,
  number: string,
  seller: string | null,
): Promise<
  | { customerId: string; invoice: ApiInvoice }
  | Refusal<"not-found">
  | Refusal<"several-sellers", { sellers: string[] }>
> {
  return inScope(context, "all", async (tx) => {
    const entries = await tx
      .select()
      .from(invoiceNumbers)
      .where(
        and(
          eq(invoiceNumbers.number, number),
          seller === null ? undefined : eq(invoiceNumbers.sellerKey, seller),
        ),
      )
      .orderBy(asc(invoiceNumbers.sellerKey));
    const [entry, ...others] = entries;
    if (!entry) return refused("not-found");
    if (others.length > 0)
      return refused("several-sellers", { sellers: entries.map(({ sellerKey }) => sellerKey) });
    const key = { customerId: entry.ownerId, id: entry.invoiceId };
    return { customerId: key.customerId, invoice: await describe(context, tx, key) };
  });
}

interface Key {
  customerId: string;
  id: string;
}

async function describe(context: Context, tx: Transaction, key: Key): Promise<ApiInvoice> {
  const [found] = await tx
    .select({ invoice: invoices, customerNumber: customers.number })
    .from(invoices)
    .innerJoin(customers, eq(customers.id, invoices.customerId))
    .where(and(eq(invoices.customerId, key.customerId), eq(invoices.id, key.id)));
  if (!found) throw new Error(`The directory names an invoice that is not there: ${key.id}`);
  const { invoice: row, customerNumber } = found;
  const decimal = (minor: number) => toDecimal(minor, row.currency);
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    typeCode: row.typeCode,
    customerNumber,
    status: statusOf(row, await billerToday(context, tx)),
    currency: row.currency,
    issueDate: row.issueDate,
    dueDate: row.dueDate,
    totals: {
      net: decimal(row.net),
      vat: decimal(row.vat),
      gross: decimal(row.gross),
      payable: decimal(row.payable),
    },
    settled: decimal(row.settled),
    outstanding: decimal(row.outstanding),
    contested: decimal(row.contested),
    processing: decimal(row.processing),
    lines: await linesOf(tx, key, row.document as Invoice, decimal),
    views: await tx
      .select({
        name: invoiceViews.viewerName,
        byLink: invoiceViews.byLink,
        firstAt: invoiceViews.firstAt,
        lastAt: invoiceViews.lastAt,
      })
      .from(invoiceViews)
      .where(and(eq(invoiceViews.customerId, key.customerId), eq(invoiceViews.invoiceId, key.id)))
      .orderBy(asc(invoiceViews.firstAt)),
  };
}

async function linesOf(
  tx: Transaction,
  { customerId, id }: Key,
  document: Invoice,
  decimal: (minor: number) => string,
): Promise<ApiLine[]> {
  const rows = await tx
    .select({
      id: invoiceLines.id,
      position: invoiceLines.position,
      netAmount: invoiceLines.netAmount,
    })
    .from(invoiceLines)
    .where(and(eq(invoiceLines.customerId, customerId), eq(invoiceLines.invoiceId, id)))
    .orderBy(asc(invoiceLines.position));
  return rows.flatMap((row) => {
    const line = document.lines[row.position];
    if (!line) return [];
    const { name, description, quantity, unitCode, netUnitPrice, vat } = line;
    const netAmount = decimal(row.netAmount);
    return [{ id: row.id, name, description, quantity, unitCode, netUnitPrice, netAmount, vat }];
  });
}
