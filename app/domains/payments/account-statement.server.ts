import { sql } from "drizzle-orm";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { type PersonViewer, type StaffViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import { type Account, balanceOf, type Movement } from "#app/domains/invoices/pdf/statement.ts";
import { type Day, dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { toMinor } from "#app/platform/money.ts";
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
 * A customer's account over a period, from the books alone: what was issued, what came and what went back, each on its day (an
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
      accountOf(currency, position, books, { from, to }),
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

/** Minor units, except of what went back. */
interface Books {
  openings: { currency: string; amount: number }[];
  movements: (Movement & { currency: string })[];
  /** A decimal: as the event says it. Negative where it came again. */
  returns: { currency: string; number: string; day: Day; amount: string }[];
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
  { from }: Period,
): Account {
  const ours = <T extends { currency: string }>(rows: readonly T[]) =>
    rows.filter((row) => row.currency === currency);
  const returns = ours(books.returns).map(({ number, day, amount: decimal }): Movement => {
    const amount = toMinor(decimal, currency);
    if (amount === null) throw new Error(`${decimal} ${currency} went back of payment ${number}`);
    const kind = amount < 0 ? "reinstated" : "refund";
    return { day, kind, number, reference: null, dueDate: null, method: null, amount };
  });
  const sum = (rows: readonly { amount: number }[]) =>
    rows.reduce((total, { amount }) => total + amount, 0);
  const opening = sum([...ours(books.openings), ...returns.filter(({ day }) => day < from)]);
  const movements = inOrder([
    ...ours(books.movements).map(({ currency: _, ...movement }) => movement),
    ...returns.filter(({ day }) => day >= from),
  ]);
  const { late1, late31, late61, late91, unused, ...rest } = found;
  const account = {
    currency,
    opening,
    movements,
    closing: opening + sum(movements),
    position: {
      ...rest,
      late: [late1, late31, late61, late91] as const,
      // What went back is no longer there to be used.
      unused: unused - sum(returns),
    },
  };
  // Two ways through the same books.
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
 * One statement, so that a payment that arrives meanwhile is in all of it or in none. What went back is read from the events of the
 * payments: only they know each change, and that it was undone. What paid an invoice counts from the day on which both were there; a
 * reversal, and what came again after one, from the day on which it was written.
 */
async function readBooks(
  tx: Transaction,
  customerId: string,
  zone: string,
  { from, to, now }: Period & { now: boolean },
): Promise<Books> {
  const dayOf = (column: string) => sql`(${sql.raw(column)} at time zone ${zone})::date`;
  const [row] = await tx.execute<{ [Part in keyof Books]: Books[Part] | null }>(sql`
    with docs as materialized (
      select id, kind, currency, number, reference, due_date, contested, processing,
        greatest(payable, 0) as amount, least(issue_date, ${dayOf("received_at")}) as day
      from invoices where customer_id = ${customerId}
    ), money as materialized (
      select id, currency, number, reference, method, amount, least(received_on, ${dayOf("created_at")}) as day
      from payments where customer_id = ${customerId}
    ), returns as (
      select money.currency, money.number, ${dayOf("events.created_at")} as day, events.data->>'amount' as amount, events.id
      from money join events on events.customer_id = ${customerId} and events.subject_type = 'payment'
        and events.subject_id = money.id::text and events.type = 'payment.refunded'
      where money.id in (select payment_id from refunds where customer_id = ${customerId})
    ), moved as (
      select currency, day, kind, number, reference, due_date as "dueDate", null as method,
        case kind when 'invoice' then amount else -amount end as amount
      from docs
      union all
      select currency, day, 'payment', number, reference, null, method, -amount from money
    ), paid as (
      select settlements.invoice_id, docs.currency, settlements.amount,
        case when bool_or(settlements.amount < 0) over (
          partition by settlements.source, settlements.source_id order by settlements.created_at, settlements.id
        ) then ${dayOf("settlements.created_at")} else greatest(docs.day, note.day, money.day) end as day
      from settlements
      join docs on docs.id = settlements.invoice_id
      left join docs note on settlements.source = 'creditNote' and note.id = settlements.source_id
      left join money on settlements.source = 'payment' and money.id = settlements.source_id
      where settlements.customer_id = ${customerId}
    ), owed as (
      select docs.currency, ${to}::date - docs.due_date as days, ${now} and docs.processing > 0 as waits,
        docs.amount - coalesce(sum(paid.amount) filter (where paid.day <= ${to}), 0) as outstanding,
        case when ${now} then docs.contested else 0 end as contested,
        case when ${now} then docs.processing else 0 end as processing
      from docs left join paid on paid.invoice_id = docs.id
      where docs.kind = 'invoice' and docs.day <= ${to}
      group by docs.id, docs.currency, docs.due_date, docs.amount, docs.contested, docs.processing
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
        select currency, amount from docs where kind = 'creditNote' and day <= ${to}
        union all select currency, amount from money where day <= ${to}
        union all select currency, -amount from paid where day <= ${to}
      ) given group by currency
    )
    select
      (select json_agg(each) from (
        select currency, sum(amount) as amount from moved where day < ${from} group by currency
      ) each) as openings,
      (select json_agg(each) from (
        select * from moved where day between ${from} and ${to} order by day, number limit ${mostMovements + 1}
      ) each) as movements,
      (select json_agg(each) from (
        select currency, number, day, amount from returns where day <= ${to} order by id
      ) each) as returns,
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
    returns: row?.returns ?? [],
    positions: row?.positions ?? [],
  };
}
