import { and, eq, gte, lte, type SQL, sql } from "drizzle-orm";
import {
  type LinkViewer,
  type PersonViewer,
  type StaffViewer,
  scopeOf,
} from "#app/domains/accounts/viewer.ts";
import type { Day } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { toMinor } from "#app/platform/money.ts";
import { invoices } from "#db/schema/invoices.ts";
import { billerToday } from "./biller-day.server.ts";
import { type InvoiceSort, orderOf } from "./invoice-order.ts";
import { type InvoiceSummary, summaryColumns, summaryOf } from "./invoice-summary.ts";
import { searchTerms } from "./search-text.ts";
import type { InvoiceStatus } from "./status.ts";
import { whereStatus } from "./where-status.ts";

export const pageSize = 25;

export interface InvoiceSearch {
  /** What somebody typed: number, reference, words of a line, an amount. */
  q?: string;
  status?: InvoiceStatus;
  /** Only those with a contested amount. */
  contested?: boolean;
  /** Issue date, inclusive. */
  from?: Day;
  to?: Day;
  /** Gross, inclusive, decimal strings in each invoice's own currency: "1284.6". */
  min?: string;
  max?: string;
  sort?: InvoiceSort;
  /** `next` of the page before. One that does not fit the sort is ignored. */
  after?: string;
  limit?: number;
}

export interface InvoicePage {
  items: InvoiceSummary[];
  /** Cursor of the following page; null on the last. */
  next: string | null;
  /** Of all pages. */
  total: number;
  /** Nothing is written as it was typed: these are found by words that look like it. */
  isGuess: boolean;
}

/**
 * A page of one customer's invoices and credit notes: those of the person's customer, the one invoice of a link, or (staff)
 * those of the customer named. Pages by key, so that a deep page costs what the first does and none is seen twice.
 */
export async function searchInvoices(
  context: Context,
  viewer: PersonViewer | LinkViewer | (StaffViewer & { customerId: string }),
  search: InvoiceSearch,
): Promise<InvoicePage> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const today = await billerToday(context, tx);
    const limit = search.limit ?? pageSize;
    const order = orderOf(search.sort ?? "-issued");
    const filter = and(
      viewer.kind === "link" ? eq(invoices.id, viewer.invoiceId) : undefined,
      ...(await conditions(tx, viewer.customerId, search, today)),
    );
    const [counted] = await tx
      .select({ total: sql`count(*)`.mapWith(Number) })
      .from(invoices)
      .where(filter);
    const rows = await tx
      .select({ ...summaryColumns, asTyped: isAsTyped(search) })
      .from(invoices)
      .where(and(filter, order.after(search.after)))
      .orderBy(...order.by)
      .limit(limit + 1);
    const items = rows.slice(0, limit).map((row) => summaryOf(row, today));
    const last = items.at(-1);
    return {
      items,
      next: rows.length > limit && last ? order.cursor(last) : null,
      total: counted?.total ?? 0,
      isGuess: rows.some((row) => !row.asTyped),
    };
  });
}

/** Whether an invoice is found by the words as they were typed, as the SQL function `search_invoices` looks for them first. */
function isAsTyped({ q }: InvoiceSearch): SQL<boolean> {
  const terms = searchTerms(q ?? "");
  if (terms.length === 0) return sql<boolean>`true`;
  return sql<boolean>`(${sql.join(
    terms.map((term) => sql`strpos(${invoices.searchText}, ${term}) > 0`),
    sql` and `,
  )})`;
}

export interface ListedInvoice extends InvoiceSummary {
  net: number;
  vat: number;
  settled: number;
}

/** Rows of a transaction: small enough to hold, large enough that a list of 100,000 is read in a few hundred turns. */
const batchSize = 500;

/**
 * All that a search finds, whatever the page, in its order, some hundred at a time: for downloads. Each batch is a transaction of
 * its own, so that a slow reader keeps none open; what is issued meanwhile may or may not be there, nothing is there twice.
 */
export async function* everyInvoice(
  context: Context,
  viewer: PersonViewer,
  search: InvoiceSearch,
): AsyncGenerator<ListedInvoice[]> {
  const order = orderOf(search.sort ?? "-issued");
  let after: string | undefined;
  do {
    const rows = await inScope(context, scopeOf(viewer), async (tx) => {
      const today = await billerToday(context, tx);
      const found = await tx
        .select({ ...summaryColumns, net: invoices.net, vat: invoices.vat })
        .from(invoices)
        .where(and(...(await conditions(tx, viewer.customerId, search, today)), order.after(after)))
        .orderBy(...order.by)
        .limit(batchSize);
      return found.map((row) => ({ ...summaryOf(row, today), settled: row.settled }));
    });
    if (rows.length > 0) yield rows as ListedInvoice[];
    const last = rows.at(-1);
    after = rows.length === batchSize && last ? order.cursor(last) : undefined;
  } while (after);
}

async function conditions(
  tx: Transaction,
  customerId: string,
  search: InvoiceSearch,
  today: Day,
): Promise<(SQL | undefined)[]> {
  const terms = searchTerms(search.q ?? "");
  return [
    eq(invoices.customerId, customerId),
    terms.length > 0
      ? sql`${invoices.id} in (select invoice_id from search_invoices(${customerId}, array[${sql.join(
          terms.map((term) => sql`${term}`),
          sql`, `,
        )}]::text[]))`
      : undefined,
    search.status ? whereStatus(search.status, today) : undefined,
    search.contested ? sql`${invoices.contested} > 0` : undefined,
    search.from ? gte(invoices.issueDate, search.from) : undefined,
    search.to ? lte(invoices.issueDate, search.to) : undefined,
    search.min || search.max ? await withinAmounts(tx, customerId, search) : undefined,
  ];
}

/** "At least 100" is 10000 cents but 100 yen: a condition per currency that the customer has invoices in. */
async function withinAmounts(
  tx: Transaction,
  customerId: string,
  { min, max }: InvoiceSearch,
): Promise<SQL | undefined> {
  const currencies = await tx
    .selectDistinct({ currency: invoices.currency })
    .from(invoices)
    .where(eq(invoices.customerId, customerId));
  const perCurrency = currencies.map(({ currency }) => {
    const least = min ? toMinor(min, currency) : null;
    const most = max ? toMinor(max, currency) : null;
    return and(
      eq(invoices.currency, currency),
      least === null ? undefined : gte(invoices.gross, least),
      most === null ? undefined : lte(invoices.gross, most),
    );
  });
  if (perCurrency.length === 0) return undefined;
  return sql`(${sql.join(perCurrency as SQL[], sql` or `)})`;
}
