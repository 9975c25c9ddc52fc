import { and, asc, eq, gte, notInArray, type SQL, sql } from "drizzle-orm";
import { type PersonViewer, type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import { addMonths, type Day, daysBetween } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { invoices } from "#db/schema/invoices.ts";
import { billerToday } from "./biller-day.server.ts";
import { dueNow } from "./due-now-sql.ts";
import { type InvoiceSummary, summaryColumns, summaryOf } from "./invoice-summary.ts";
import { whereStatus } from "./where-status.ts";

/** Where a customer stands in one currency. Amounts in its minor units. */
export interface CurrencyOverview {
  currency: string;
  /** What is asked for now: outstanding less contested and under way. */
  dueNow: number;
  /** Invoices with an amount due now. */
  dueCount: number;
  overdue: { count: number; amount: number /** Days of the oldest. */; days: number };
  contested: number;
  processing: number;
  /** Left on credit notes. */
  credit: number;
  /** The last 13 months, oldest first, this one last: invoiced less credited, VAT included. */
  spending: { month: Day; amount: number }[];
}

export interface AccountOverview {
  /** The biller's calendar day it is true on. */
  today: Day;
  /** Most owed first; empty for a customer without any invoice. */
  currencies: CurrencyOverview[];
  /** With an amount due now, soonest due first, at most ten. */
  toPay: InvoiceSummary[];
  /** Of all invoices with an amount due now. */
  toPayCount: number;
}

const isDue = sql`(${invoices.kind} = 'invoice' and ${dueNow} > 0)`;
const most = 10;
const months = 13;

/**
 * What a customer's first page says: what is owed, what is late, what to pay first, what was spent by month. `arranged`: invoices
 * that it was agreed to pay later, which are not called late.
 */
export async function accountOverview(
  context: Context,
  viewer: PersonViewer | (StaffViewer & { customerId: string }),
  { arranged = [] }: { arranged?: readonly string[] } = {},
): Promise<AccountOverview> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const today = await billerToday(context, tx);
    const mine = eq(invoices.customerId, viewer.customerId);
    const spending = await spendingByMonth(tx, mine, today);
    const currencies = (await totals(tx, mine, today, arranged)).map((total) => ({
      ...total,
      spending: spending(total.currency),
    }));
    const rows = await tx
      .select(summaryColumns)
      .from(invoices)
      .where(and(mine, isDue))
      .orderBy(asc(invoices.dueDate), asc(invoices.issueDate), asc(invoices.id))
      .limit(most);
    return {
      today,
      currencies,
      toPay: rows.map((row) => summaryOf(row, today)),
      toPayCount: currencies.reduce((sum, { dueCount }) => sum + dueCount, 0),
    };
  });
}

async function totals(tx: Transaction, mine: SQL, today: Day, arranged: readonly string[]) {
  const owed = sql`${invoices.kind} = 'invoice'`;
  const late = and(
    whereStatus("overdue", today),
    arranged.length > 0 ? notInArray(invoices.id, [...arranged]) : undefined,
  );
  const sum = (what: SQL, where: SQL | undefined) =>
    sql`coalesce(sum(${what}) filter (where ${where}), 0)`.mapWith(Number);
  const count = (where: SQL | undefined) => sql`count(*) filter (where ${where})`.mapWith(Number);
  const rows = await tx
    .select({
      currency: invoices.currency,
      dueNow: sum(dueNow, owed),
      dueCount: count(isDue),
      overdueCount: count(late),
      overdueAmount: sum(dueNow, late),
      oldest: sql<Day | null>`(min(${invoices.dueDate}) filter (where ${late}))::text`,
      contested: sum(sql`${invoices.contested}`, owed),
      processing: sum(sql`least(${invoices.processing}, ${invoices.outstanding})`, owed),
      credit: sum(sql`${invoices.outstanding}`, sql`${invoices.kind} = 'creditNote'`),
    })
    .from(invoices)
    .where(mine)
    .groupBy(invoices.currency);
  return rows
    .map(({ overdueCount, overdueAmount, oldest, ...rest }) => ({
      ...rest,
      overdue: {
        count: overdueCount,
        amount: overdueAmount,
        days: oldest ? daysBetween(oldest, today) : 0,
      },
    }))
    .sort((a, b) => b.dueNow - a.dueNow || (a.currency < b.currency ? -1 : 1));
}

/** Months without an invoice count as nothing, so that every series has thirteen. */
async function spendingByMonth(tx: Transaction, mine: SQL, today: Day) {
  const thisMonth = `${today.slice(0, 7)}-01`;
  const series = Array.from({ length: months }, (_, index) =>
    addMonths(thisMonth, index - months + 1),
  );
  const [first = thisMonth] = series;
  const month = sql<Day>`date_trunc('month', ${invoices.issueDate})::date::text`;
  const rows = await tx
    .select({
      currency: invoices.currency,
      month,
      amount:
        sql`sum(case when ${invoices.kind} = 'creditNote' then -${invoices.gross} else ${invoices.gross} end)`.mapWith(
          Number,
        ),
    })
    .from(invoices)
    .where(and(mine, gte(invoices.issueDate, first)))
    .groupBy(invoices.currency, month);
  return (currency: string) =>
    series.map((day) => ({
      month: day,
      amount: rows.find((row) => row.currency === currency && row.month === day)?.amount ?? 0,
    }));
}
