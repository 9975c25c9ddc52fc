-- Hand-written: what the schema files cannot say. Extensions, the application role, row-level security, append-only
-- tables, search, and the door through which the application role enqueues jobs.

create extension if not exists pg_trgm;--> statement-breakpoint
create extension if not exists btree_gin;--> statement-breakpoint

-- The role that web and worker act as. It owns nothing, so row-level security binds it. Whoever logs in must be a member.
do $$ begin
  create role portal_app nologin;
exception when duplicate_object then null;
end $$;--> statement-breakpoint
do $$ begin
  execute format('grant portal_app to %I', current_user);
exception when others then null; -- a superuser is already everything
end $$;--> statement-breakpoint
grant usage on schema public to portal_app;--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to portal_app;--> statement-breakpoint
grant usage, select on all sequences in schema public to portal_app;--> statement-breakpoint

-- History is written once.
revoke update, delete on events, settlements, audit_log, delivery_events from portal_app;--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;--> statement-breakpoint
create trigger append_only before update or delete on events for each row execute function refuse_change();--> statement-breakpoint
create trigger append_only before update or delete on settlements for each row execute function refuse_change();--> statement-breakpoint
create trigger append_only before update or delete on audit_log for each row execute function refuse_change();--> statement-breakpoint

-- The second wall. A transaction names its customer (app.customer_id) or, for staff and system work, says app.scope = 'all';
-- one that says neither sees nothing. The owner's own policy is for migrations and the security-definer search.
create procedure protect_customer_table(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy by_customer on %s to portal_app
       using (customer_id = nullif(current_setting(''app.customer_id'', true), '''')::uuid
              or current_setting(''app.scope'', true) = ''all'')', target);
  execute format('create policy by_owner on %s to %I using (true)', target, current_user);
end $$;--> statement-breakpoint
do $$
declare
  found regclass;
begin
  for found in
    select c.oid::regclass from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'customer_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
  loop
    call protect_customer_table(found);
  end loop;
end $$;--> statement-breakpoint
alter table customers enable row level security;--> statement-breakpoint
alter table customers force row level security;--> statement-breakpoint
create policy by_customer on customers to portal_app
  using (id = nullif(current_setting('app.customer_id', true), '')::uuid or current_setting('app.scope', true) = 'all');--> statement-breakpoint
do $$ begin
  execute format('create policy by_owner on customers to %I using (true)', current_user);
end $$;--> statement-breakpoint

-- Search. A trigram operator is not leakproof, so under row-level security the planner would not use the index for it: the
-- function runs as the owner and takes the customer explicitly. Every word must be found as written; only when nothing is,
-- words are forgiven a typing slip. Words with digits are never guessed: another invoice's number is no near miss.
create index invoices_search on invoices using gin (customer_id, search_text gin_trgm_ops);--> statement-breakpoint
create function search_invoices(p_customer uuid, p_words text[]) returns table (invoice_id uuid)
language plpgsql stable security definer set search_path = public as $$
declare
  word text;
  written text;
  exact text := '';
  near text := '';
begin
  foreach word in array p_words loop
    written := format('search_text like %L',
      '%' || replace(replace(replace(word, '\', '\\'), '%', '\%'), '_', '\_') || '%');
    exact := exact || ' and ' || written;
    near := near || case when word ~ '^[^0-9 ]{4,}$'
      then format(' and (%s or %L <%% search_text)', written, word)
      else ' and ' || written end;
  end loop;
  return query execute 'select id from invoices where customer_id = $1' || exact using p_customer;
  if not found then
    return query execute 'select id from invoices where customer_id = $1' || near using p_customer;
  end if;
end $$;--> statement-breakpoint
alter function search_invoices(uuid, text[]) set pg_trgm.word_similarity_threshold = 0.5;--> statement-breakpoint
revoke all on function search_invoices(uuid, text[]) from public;--> statement-breakpoint
grant execute on function search_invoices(uuid, text[]) to portal_app;--> statement-breakpoint

-- graphile-worker's tables belong to the owner: the application role adds jobs through this door, in its own transaction.
create function enqueue_job(
  p_task text, p_payload json, p_job_key text default null, p_run_at timestamptz default null, p_max_attempts int default null,
  p_priority int default null
) returns void language sql security definer set search_path = public as $$
  select graphile_worker.add_job(p_task, payload => p_payload, job_key => p_job_key, run_at => p_run_at,
    max_attempts => p_max_attempts, priority => p_priority);
$$;--> statement-breakpoint
revoke all on function enqueue_job(text, json, text, timestamptz, int, int) from public;--> statement-breakpoint
grant execute on function enqueue_job(text, json, text, timestamptz, int, int) to portal_app;
