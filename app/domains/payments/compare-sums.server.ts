import { sql } from "drizzle-orm";
import type { Transaction } from "#app/platform/db.server.ts";
import { toDecimal } from "#app/platform/money.ts";
import type { Difference } from "./reconcile.server.ts";

/**
 * Our own sums, over everybody: settlements against what payments and invoices say, attempts under way against what invoices
 * say is processing, the ledger of each customer and currency against what is owed less what is not used. Plain SQL: each is one
 * pass over a join. Answers how many invoices there are.
 */
export async function compareSums(tx: Transaction, differences: Difference[]): Promise<number> {
  const payments = await tx.execute<{ number: string; kept: string; settled: string }>(sql`
    select payments.number, amount - refunded - unallocated as kept, coalesce(settled, 0) as settled
    from payments
    left join (
      select customer_id, source_id, sum(amount) as settled from settlements
      where source = 'payment' group by customer_id, source_id
    ) paid on paid.customer_id = payments.customer_id and paid.source_id = payments.id
    where amount - refunded - unallocated <> coalesce(settled, 0)
    order by payments.number`);
  for (const { number, kept, settled } of payments)
    differences.push({
      kind: "unbalanced-payment",
      subject: number,
      ours: `keeps ${kept}`,
      theirs: `settled ${settled}`,
    });

  const settled = await tx.execute<{ number: string; ours: string; theirs: string }>(sql`
    select invoices.number, invoices.settled as ours, coalesce(paid.settled, 0) as theirs
    from invoices
    left join (
      select customer_id, invoice_id, sum(amount) as settled from settlements group by customer_id, invoice_id
    ) paid on paid.customer_id = invoices.customer_id and paid.invoice_id = invoices.id
    where invoices.kind = 'invoice' and invoices.settled <> coalesce(paid.settled, 0)
    order by invoices.number`);
  for (const { number, ours, theirs } of settled)
    differences.push({
      kind: "unbalanced-invoice",
      subject: number,
      ours: `settled ${ours}`,
      theirs: `settlements ${theirs}`,
    });

  const underWay = await tx.execute<{ number: string; ours: string; theirs: string }>(sql`
    select invoices.number, invoices.processing as ours, coalesce(sent.amount, 0) as theirs
    from invoices
    left join (
      select parts.customer_id, parts.invoice_id, sum(parts.amount) as amount
      from attempt_allocations parts
      join payment_attempts attempts on attempts.customer_id = parts.customer_id and attempts.id = parts.attempt_id
      where attempts.state = 'processing'
      group by parts.customer_id, parts.invoice_id
    ) sent on sent.customer_id = invoices.customer_id and sent.invoice_id = invoices.id
    where invoices.processing <> coalesce(sent.amount, 0)
    order by invoices.number`);
  for (const { number, ours, theirs } of underWay)
    differences.push({
      kind: "unbalanced-processing",
      subject: number,
      ours: `processing ${ours}`,
      theirs: `attempts ${theirs}`,
    });

  const balances = await tx.execute<{
    number: string;
    currency: string;
    ours: string;
    theirs: string;
  }>(sql`
    with entered as (
      select customer_id, currency, sum(amount) as balance from ledger_entries group by customer_id, currency
    ), standing as (
      select customer_id, currency, sum(amount) as balance from (
        select customer_id, currency, case kind when 'invoice' then outstanding else -outstanding end as amount from invoices
        union all select customer_id, currency, -unallocated from payments
      ) as each group by customer_id, currency
    )
    select customers.number, currency, coalesce(entered.balance, 0) as ours, coalesce(standing.balance, 0) as theirs
    from entered full join standing using (customer_id, currency)
    join customers on customers.id = customer_id
    where coalesce(entered.balance, 0) <> coalesce(standing.balance, 0)
    order by customers.number, currency`);
  for (const { number, currency, ours, theirs } of balances)
    differences.push({
      kind: "unbalanced-ledger",
      subject: `${number} ${currency}`,
      ours: `ledger ${toDecimal(Number(ours), currency)}`,
      theirs: `invoices and payments ${toDecimal(Number(theirs), currency)}`,
    });

  const [row] = await tx.execute<{ count: string }>(sql`select count(*) as count from invoices`);
  return Number(row?.count ?? 0);
}
