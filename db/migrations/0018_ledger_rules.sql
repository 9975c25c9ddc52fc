-- Hand-written: what the schema files cannot say of the ledger (docs/decisions/0020-ledger.md). Who writes it, that nobody rewrites it,
-- the second wall, what never changes of an entry's cause, and which sums must agree when a transaction commits.

grant select on ledger_entries to portal_app;--> statement-breakpoint
call protect_customer_table('ledger_entries');--> statement-breakpoint
create trigger append_only before update or delete on ledger_entries for each row execute function refuse_change();--> statement-breakpoint
create trigger append_only_whole before truncate on ledger_entries for each statement execute function refuse_change();--> statement-breakpoint

-- The triggers run as the owner: the application has no right to write entries, only causes. The day is the biller's, and not after
-- the one on which the cause came; before anybody described the biller, Paris is as good as the application thinks it is.
create function enter_invoices() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  insert into ledger_entries (customer_id, kind, currency, amount, invoice_id, step, day, created_at)
  select customer_id, kind, currency, case kind when 'invoice' then 1 else -1 end * greatest(payable, 0), id, 0,
    least(issue_date, (received_at at time zone zone)::date), received_at
  from added, (select coalesce((select time_zone from biller), 'Europe/Paris') as zone) as house
  order by customer_id, id;
  return null;
end $$;--> statement-breakpoint
revoke all on function enter_invoices() from public;--> statement-breakpoint
create trigger enter_in_ledger after insert on invoices
  referencing new table as added for each statement execute function enter_invoices();--> statement-breakpoint

create function enter_payments() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  insert into ledger_entries (customer_id, kind, currency, amount, payment_id, step, day, created_at)
  select customer_id, kind, currency, moved, id, step, day, entered
  from added, (select coalesce((select time_zone from biller), 'Europe/Paris') as zone) as house,
    lateral (
      values (0, 'payment', -amount, least(received_on, (created_at at time zone zone)::date), created_at),
        -- Money that had gone back before we heard of it.
        (1, 'refund', refunded, (coalesce(refunded_at, created_at) at time zone zone)::date, coalesce(refunded_at, created_at))
    ) as entry (step, kind, moved, day, entered)
  where moved <> 0
  order by customer_id, id, step;
  return null;
end $$;--> statement-breakpoint
revoke all on function enter_payments() from public;--> statement-breakpoint
create trigger enter_in_ledger after insert on payments
  referencing new table as added for each statement execute function enter_payments();--> statement-breakpoint

-- Whoever changes a payment holds its row: nobody else counts its steps meanwhile. The version before this one does not say when.
create function enter_money_back() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  entered timestamptz := coalesce(new.refunded_at, now());
begin
  insert into ledger_entries (customer_id, kind, currency, amount, payment_id, step, day, created_at)
  select new.customer_id, case when new.refunded > old.refunded then 'refund' else 'reinstated' end, new.currency,
    new.refunded - old.refunded, new.id, max(step) + 1,
    (entered at time zone coalesce((select time_zone from biller), 'Europe/Paris'))::date, entered
  from ledger_entries where customer_id = new.customer_id and source_id = new.id;
  return null;
end $$;--> statement-breakpoint
revoke all on function enter_money_back() from public;--> statement-breakpoint
create trigger enter_in_ledger_again after update of refunded on payments
  for each row when (old.refunded <> new.refunded) execute function enter_money_back();--> statement-breakpoint

-- What the ledger was told of a document or a payment stays what it was told.
create function refuse_new_facts() returns trigger language plpgsql as $$
begin
  raise exception 'What is in the ledger of % never changes', tg_table_name;
end $$;--> statement-breakpoint
create trigger entered_once before update on invoices for each row
  when ((old.customer_id, old.id, old.kind, old.currency, old.payable, old.issue_date, old.received_at)
    is distinct from (new.customer_id, new.id, new.kind, new.currency, new.payable, new.issue_date, new.received_at))
  execute function refuse_new_facts();--> statement-breakpoint
create trigger entered_once before update on payments for each row
  when ((old.customer_id, old.id, old.currency, old.amount, old.received_on, old.created_at)
    is distinct from (new.customer_id, new.id, new.currency, new.amount, new.received_on, new.created_at))
  execute function refuse_new_facts();--> statement-breakpoint

-- Sums that must agree at commit. Each looks at one document or one payment by its index, whose row the transaction has locked: no sum
-- over a customer, no lock of their own. One statement each, so that both sides are of one moment.
create function demand_settled(p_customer uuid, p_invoice uuid) returns void
language plpgsql security definer set search_path = public as $$
declare
  sums record;
begin
  select number, invoices.settled, invoices.credited, made.settled as paid,
    case kind when 'invoice' then made.credited else 0 end as paid_by_credit
  into sums
  from invoices, lateral (
    select coalesce(sum(amount), 0) as settled, coalesce(sum(amount) filter (where source = 'creditNote'), 0) as credited
    from settlements
    where settlements.customer_id = p_customer
      and case kind when 'invoice' then settlements.invoice_id = p_invoice
        else source = 'creditNote' and settlements.source_id = p_invoice end
  ) as made
  where invoices.customer_id = p_customer and invoices.id = p_invoice;
  if sums.settled <> sums.paid or sums.credited <> sums.paid_by_credit then
    raise exception 'Settlements of % are %, of which credit %, and not % and %',
      sums.number, sums.paid, sums.paid_by_credit, sums.settled, sums.credited
      using errcode = 'check_violation', table = 'invoices', constraint = 'invoices_settlements';
  end if;
end $$;--> statement-breakpoint
revoke all on function demand_settled(uuid, uuid) from public;--> statement-breakpoint

create function demand_spent(p_customer uuid, p_payment uuid) returns void
language plpgsql security definer set search_path = public as $$
declare
  sums record;
begin
  select number, amount - refunded - unallocated as spent, (
    select coalesce(sum(settlements.amount), 0) from settlements
    where settlements.customer_id = p_customer and source = 'payment' and source_id = p_payment
  ) as paid
  into sums
  from payments where customer_id = p_customer and id = p_payment;
  if sums.spent <> sums.paid then
    raise exception 'Settlements by % are %, and not %', sums.number, sums.paid, sums.spent
      using errcode = 'check_violation', table = 'payments', constraint = 'payments_settlements';
  end if;
end $$;--> statement-breakpoint
revoke all on function demand_spent(uuid, uuid) from public;--> statement-breakpoint

create function settlements_agree() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if tg_table_name = 'invoices' then
    perform demand_settled(new.customer_id, new.id);
  elsif tg_table_name = 'payments' then
    perform demand_spent(new.customer_id, new.id);
  else
    if not exists (
      select from invoices as target
      where target.customer_id = new.customer_id and target.id = new.invoice_id and target.kind = 'invoice'
        and case new.source
          when 'payment' then exists (
            select from payments
            where payments.customer_id = new.customer_id and payments.id = new.source_id and payments.currency = target.currency)
          else exists (
            select from invoices as note
            where note.customer_id = new.customer_id and note.id = new.source_id and note.kind = 'creditNote'
              and note.currency = target.currency)
        end
    ) then
      raise exception 'No % % of customer % can settle %', new.source, new.source_id, new.customer_id, new.invoice_id
        using errcode = 'foreign_key_violation', table = 'settlements', constraint = 'settlements_source_of_kind';
    end if;
    perform demand_settled(new.customer_id, new.invoice_id);
    if new.source = 'payment' then
      perform demand_spent(new.customer_id, new.source_id);
    else
      perform demand_settled(new.customer_id, new.source_id);
    end if;
  end if;
  return null;
end $$;--> statement-breakpoint
revoke all on function settlements_agree() from public;--> statement-breakpoint
create constraint trigger settlements_agree after insert on settlements
  deferrable initially deferred for each row execute function settlements_agree();--> statement-breakpoint
-- Documents and payments arrive without settlements: nothing is looked up for those.
create constraint trigger settlements_agree after insert on invoices
  deferrable initially deferred for each row when (new.settled <> 0 or new.credited <> 0) execute function settlements_agree();--> statement-breakpoint
create constraint trigger settlements_agree_again after update of settled, credited on invoices
  deferrable initially deferred for each row
  when (old.settled <> new.settled or old.credited <> new.credited) execute function settlements_agree();--> statement-breakpoint
create constraint trigger settlements_agree after insert on payments
  deferrable initially deferred for each row
  when (new.amount - new.refunded <> new.unallocated) execute function settlements_agree();--> statement-breakpoint
create constraint trigger settlements_agree_again after update of refunded, unallocated on payments
  deferrable initially deferred for each row
  when (old.refunded + old.unallocated <> new.refunded + new.unallocated) execute function settlements_agree();--> statement-breakpoint

-- What there was before, as the triggers would have entered it. The triggers hold off everybody who writes until this is done. What
-- went back is in the events of its payment, each change on its day; where they are gone, what is left of it counts from the last
-- refund that is known. Amounts in events have all the decimals of their currency.
with house as (
  select coalesce((select time_zone from biller), 'Europe/Paris') as zone
), documents as (
  select customer_id, kind, currency, case kind when 'invoice' then 1 else -1 end * greatest(payable, 0) as amount,
    id as invoice_id, null::uuid as payment_id, 0 as step, least(issue_date, (received_at at time zone zone)::date) as day,
    received_at as entered
  from invoices, house
), money as (
  select customer_id, 'payment' as kind, currency, -amount as amount, null::uuid as invoice_id, id as payment_id, 0 as step,
    least(received_on, (created_at at time zone zone)::date) as day, created_at as entered
  from payments, house
), told as (
  select payments.customer_id, payments.currency, replace(events.data->>'amount', '.', '')::bigint as amount,
    payments.id as payment_id, events.id as event, events.created_at as entered
  from payments
  join events on events.customer_id = payments.customer_id and events.subject_type = 'payment'
    and events.subject_id = payments.id::text and events.type = 'payment.refunded'
), untold as (
  select payments.customer_id, payments.currency, refunded - coalesce(sum(told.amount), 0) as amount, payments.id as payment_id,
    null::bigint as event,
    coalesce(
      (select max(refunds.created_at) from refunds
        where refunds.customer_id = payments.customer_id and refunds.payment_id = payments.id),
      payments.created_at) as entered
  from payments left join told on told.customer_id = payments.customer_id and told.payment_id = payments.id
  group by payments.customer_id, payments.id
  having refunded <> coalesce(sum(told.amount), 0)
), returns as (
  select customer_id, case when amount > 0 then 'refund' else 'reinstated' end as kind, currency, amount, null::uuid as invoice_id,
    payment_id, row_number() over (partition by customer_id, payment_id order by event nulls last)::int as step,
    (entered at time zone zone)::date as day, entered
  from (select * from told union all select * from untold) as each, house
)
insert into ledger_entries (customer_id, kind, currency, amount, invoice_id, payment_id, step, day, created_at)
select customer_id, kind, currency, amount, invoice_id, payment_id, step, day, entered
from (select * from documents union all select * from money union all select * from returns) as entry
order by entered, customer_id, step, payment_id, invoice_id;
