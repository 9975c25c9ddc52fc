import { sql } from "drizzle-orm";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { type PersonViewer, type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import { type Account, balanceOf, type Movement } from "#app/domains/invoices/pdf/statement.ts";
import { type Day, dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import type { Period } from "./statement-period.ts";

export interface AccountStatement extends Period {
  madeOn: Day;
  /** Most owed first; empty for a customer without anything in the books. */
  accounts: Account[];
}

/** What one PDF, one thread and one reader can bear: some 250 pages. */
export const mostMovements = 5_000;

/**
 * A customer's account over a period, from the ledger: what was issued, what came and what went back, each on its day (an
 * invoice dated ahead on the day it came: from then on it is owed). On today, the balance is what the home page shows as owed, less
 * unused credit. `to` must not be after today. Refused when there are more movements than a statement holds.
 */
export async function accountStatement(
  context: Context,
  viewer: PersonViewer | (StaffViewer & { customerId: string }),
  { from, to }: Period,
): Promise<AccountStatement | Refusal<"too-many-movements">> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const { timeZone } = await readBillerWithin(tx);
    const madeOn = dayIn(timeZone, context.clock.now());
    const books = await readBooks(tx, viewer.customerId, timeZone, {
      from,
      to,
      now: to === madeOn,
    });
    if (books.movements.length > mostMovements) return refused("too-many-movements");
    const accounts = books.positions.map(({ currency, ...position }) =>
      accountOf(currency, position, books),
    );
    return {
      from,
      to,
      madeOn,
      accounts: accounts
        .filter(({ opening, movements, closing }) => opening || movements.length > 0 || closing)
        .sort((a, b) => b.closing - a.closing || (a.currency < b.currency ? -1 : 1)),
    };
  });
}

/** Minor units. */
interface Books {
  openings: { currency: string; amount: number }[];
  movements: (Movement & { currency: string })[];
  positions: {
    currency: string;
    notDue: number;
    late1: number;
    late31: number;
    late61: number;
    late91: number;
    contested: number;
    processing: number;
    unused: number;
  }[];
}

function accountOf(
  currency: string,
  found: Omit<Books["positions"][number], "currency">,
  books: Books,
): Account {
  const opening = books.openings.find((row) => row.currency === currency)?.amount ?? 0;
  const movements = inOrder(
    books.movements
      .filter((row) => row.currency === currency)
      .map(({ currency: _, ...movement }) => movement),
  );
  const { late1, late31, late61, late91, ...rest } = found;
  const account = {
    currency,
    opening,
    movements,
    closing: opening + movements.reduce((total, { amount }) => total + amount, 0),
    position: { ...rest, late: [late1, late31, late61, late91] as const },
  };
  // Two ways through the same books: the ledger, and what it is made of.
  if (balanceOf(account.position) !== account.closing)
    throw new Error(`${currency} account of ${account.closing} does not add up`);
  return account;
}

const turns = ["invoice", "creditNote", "payment", "refund", "reinstated"] as const;

/** By day; on one day what was issued before what was paid. The order of equals is that of the books. */
function inOrder(movements: readonly Movement[]): Movement[] {
  return movements.toSorted((a, b) =>
    a.day === b.day ? turns.indexOf(a.kind) - turns.indexOf(b.kind) : a.day < b.day ? -1 : 1,
  );
}

/**
 * One statement, so that a payment that arrives meanwhile is in all of it or in none. Movements and balances are the ledger's; what
 * they are made of comes from the invoices. What paid an invoice counts from the day on which both were there; a reversal, and what
 * came again after one, from the day on which it was written.
 */
async function readBooks(
  tx: Transaction,
  customerId: string,
  zone: string,
  { from, to, now }: Period & { now: boolean },
): Promise<Books> {
  // Customers have ten entries or ten thousand: a plan kept from one is no plan for another.
  await tx.execute(sql`set local plan_cache_mode = force_custom_plan`);
  const [row] = await tx.execute<{ [Part in keyof Books]: Books[Part] | null }>(sql`
    with entries as materialized (
      select id, kind, currency, amount, invoice_id, payment_id, source_id, step, day
      from ledger_entries where customer_id = ${customerId}
    ), paid as (
      select target.source_id as invoice_id, target.currency, settlements.amount,
        case when bool_or(settlements.amount < 0) over (
          partition by settlements.source, settlements.source_id order by settlements.created_at, settlements.id
        ) then (settlements.created_at at time zone ${zone})::date else greatest(target.day, given.day) end as day
      from settlements
      join entries target on target.source_id = settlements.invoice_id and target.step = 0
      join entries given on given.source_id = settlements.source_id and given.step = 0
      where settlements.customer_id = ${customerId}
    ), owed as (
      select entries.currency, ${to}::date - invoices.due_date as days, ${now} and invoices.processing > 0 as waits,
        entries.amount - coalesce(paid.amount, 0) as outstanding,
        case when ${now} then invoices.contested else 0 end as contested,
        case when ${now} then invoices.processing else 0 end as processing
      from entries
      join invoices on invoices.customer_id = ${customerId} and invoices.id = entries.invoice_id
      left join (
        select invoice_id, sum(amount) as amount from paid where day <= ${to} group by invoice_id
      ) paid on paid.invoice_id = entries.invoice_id
      where entries.kind = 'invoice' and entries.day <= ${to}
    ), due as (
      select currency, case when waits then 0 else coalesce(days, 0) end as days, outstanding, contested,
        greatest(outstanding - contested - processing, 0) as due
      from owed
    ), parts as (
      select currency,
        sum(due) filter (where days < 1) as "notDue",
        sum(due) filter (where days between 1 and 30) as late1,
        sum(due) filter (where days between 31 and 60) as late31,
        sum(due) filter (where days between 61 and 90) as late61,
        sum(due) filter (where days > 90) as late91,
        sum(contested) as contested,
        sum(outstanding - contested - due) as processing,
        null::bigint as unused
      from due group by currency
      union all
      select currency, null, null, null, null, null, null, null, sum(amount) from (
        select currency, -amount as amount from entries where kind <> 'invoice' and day <= ${to}
        union all select currency, -amount from paid where day <= ${to}
      ) given group by currency
    )
    select
      (select json_agg(each) from (
        select currency, sum(amount) as amount from entries where day < ${from} group by currency
      ) each) as openings,
      (select json_agg(each) from (
        select entries.currency, entries.day, entries.kind, coalesce(invoices.number, payments.number) as number,
          case when step = 0 then coalesce(invoices.reference, payments.reference) end as reference,
          invoices.due_date as "dueDate", case when step = 0 then payments.method end as method, entries.amount
        from entries
        left join invoices on invoices.customer_id = ${customerId} and invoices.id = entries.invoice_id
        left join payments on payments.customer_id = ${customerId} and payments.id = entries.payment_id
        where entries.day between ${from} and ${to}
        order by entries.day, number, entries.step limit ${mostMovements + 1}
      ) each) as movements,
      (select json_agg(each) from (
        select currency, ${sql.raw(
          ["notDue", "late1", "late31", "late61", "late91", "contested", "processing", "unused"]
            .map((part) => `coalesce(sum("${part}"), 0) as "${part}"`)
            .join(", "),
        )}
        from parts group by currency
      ) each) as positions`);
  return {
    openings: row?.openings ?? [],
    movements: row?.movements ?? [],
    positions: row?.positions ?? [],
  };
}
