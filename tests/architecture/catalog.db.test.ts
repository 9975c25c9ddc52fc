import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { testDatabase } from "#tests/support/database.ts";

/*
 * `customer_id` is the one key for isolation, partition and shard (db/columns.ts). The catalog of the migrated database
 * is read, not the schema files: what counts is what PostgreSQL holds.
 */

const context = await testDatabase();
const owner = new pg.Client({ connectionString: context.config.database.ownerUrl });
await owner.connect();
afterAll(() => owner.end());

/** Tables that belong to no customer, and why. A new table is either here or keyed by its customer. */
const withoutCustomer: Record<string, string> = {
  api_keys: "the biller's systems",
  api_refusals: "what the biller's systems were refused; a customer's number as they wrote it",
  audit_log: "what staff and machines did; names the customer it is about",
  bank_changes: "of the biller",
  biller: "the installation itself",
  customers: "is the customer; its policy goes by id",
  files: "bytes by content hash, whatever they belong to",
  idempotency_keys: "answers given to the biller's systems",
  installation: "facts about the installation",
  invoice_numbers: "directory: a number is looked up before its customer is known",
  people: "one login, possibly for several customers",
  provider_events: "inbox: a provider does not know our customers",
  rate_limits: "counters by address and key",
  sessions: "of people",
  sign_in_tokens: "of people",
  staff: "of the biller",
  staff_tasks: "staff matters; names the customer it is about",
  suppressions: "e-mail addresses that the provider refuses",
  webhook_endpoints: "where the biller's systems listen; what they were sent names its customer",
};

/** Unique across customers: directories, where an outside name is looked up before its customer is known. */
const directories: Record<string, string> = {
  access_links_token: "the token in a mail's link",
  disputes_reference: "spoken on the telephone",
  method_setups_session: "Stripe reports its own ids",
  notifications_code: "printed in a mail, verified at /verify",
  notifications_provider: "Resend reports its own ids",
  payment_attempts_session: "Stripe reports its own ids",
  payment_methods_provider: "Stripe reports its own ids",
  payments_intent: "Stripe reports its own ids; a payment is recorded once",
  payments_number: "receipt numbers count per installation",
  refunds_provider: "Stripe reports its own ids",
  stripe_customers_provider: "Stripe reports its own ids",
};

async function rows<Row extends pg.QueryResultRow>(query: string): Promise<Row[]> {
  return (await owner.query<Row>(query)).rows;
}

const tables = await rows<{ name: string; owned: boolean; secured: boolean; forced: boolean }>(`
  select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'customer_id') as owned
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
const ownedNames = tables.filter(({ owned }) => owned).map(({ name }) => name);

test("every table is a customer's, or declared not to be", () => {
  expect(ownedNames.length).toBeGreaterThan(20);
  const others = tables.filter(({ owned }) => !owned).map(({ name }) => name);
  expect(others).toEqual(Object.keys(withoutCustomer));
});

describe("customer_id comes first", () => {
  test("in the primary key of every table that customers own", async () => {
    const keys = await rows<{ table: string; first: string }>(`
      select conrelid::regclass::text as table, a.attname as first from pg_constraint
      join pg_attribute a on a.attrelid = conrelid and a.attnum = conkey[1]
      where contype = 'p' and connamespace = 'public'::regnamespace`);
    const first = new Map(keys.map((key) => [key.table, key.first]));
    expect(ownedNames.filter((name) => first.get(name) !== "customer_id")).toEqual([]);
  });

  test("on both sides of every foreign key between such tables", async () => {
    const keys = await rows<{
      name: string;
      table: string;
      target: string;
      from: string;
      to: string;
    }>(`
      select conname as name, conrelid::regclass::text as table, confrelid::regclass::text as target,
        f.attname as from, t.attname as to
      from pg_constraint
      join pg_attribute f on f.attrelid = conrelid and f.attnum = conkey[1]
      join pg_attribute t on t.attrelid = confrelid and t.attnum = confkey[1]
      where contype = 'f' and connamespace = 'public'::regnamespace`);
    const toOwned = keys.filter(({ target }) => ownedNames.includes(target));
    expect(toOwned.length).toBeGreaterThan(10);
    expect(
      toOwned.filter(({ from, to }) => from !== "customer_id" || to !== "customer_id"),
    ).toEqual([]);
    // To the customer itself: by nothing but the customer.
    const toCustomer = keys.filter(({ target }) => target === "customers");
    expect(toCustomer.filter(({ from }) => from !== "customer_id")).toEqual([]);
  });

  test("in every unique index, directories excepted", async () => {
    const indexes = await rows<{ name: string; table: string; columns: string[] }>(`
      select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as table,
        array(select attname::text from pg_attribute where attrelid = i.indrelid and attnum = any(i.indkey)) as columns
      from pg_index i join pg_class c on c.oid = i.indrelid
      where i.indisunique and c.relnamespace = 'public'::regnamespace order by 1`);
    const across = indexes.filter(
      ({ table, columns }) => ownedNames.includes(table) && !columns.includes("customer_id"),
    );
    expect(across.map(({ name }) => name)).toEqual(Object.keys(directories));
  });
});

describe("row-level security", () => {
  test("is on, and forced, for every customer's table and for the customers", () => {
    const open = tables.filter(
      ({ name, owned, secured, forced }) => (owned || name === "customers") && !(secured && forced),
    );
    expect(open).toEqual([]);
  });

  test("lets the application's role through by one policy, which asks for the customer or for all", async () => {
    const policies = await rows<{ table: string; using: string }>(`
      select tablename as table, qual as using from pg_policies
      where 'portal_app' = any(roles) or 'public' = any(roles) order by 1`);
    expect(policies.map(({ table }) => table)).toEqual([...ownedNames, "customers"].sort());
    for (const { table, using } of policies) {
      expect(using, table).toMatch(/app\.customer_id/);
      expect(using, table).toMatch(/app\.scope/);
    }
  });

  test("binds the application's role: it owns nothing, and is neither superuser nor above the policies", async () => {
    const owned = await rows(`
      select relname from pg_class where relowner = 'portal_app'::regrole
      union all select proname from pg_proc where proowner = 'portal_app'::regrole
      union all select nspname from pg_namespace where nspowner = 'portal_app'::regrole`);
    expect(owned).toEqual([]);
    expect(
      await rows(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcanlogin from pg_roles where rolname = 'portal_app'",
      ),
    ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcanlogin: false }]);
    // TRUNCATE and the creation of tables would pass by every policy.
    const rights = await rows(`
      select table_name, privilege_type from information_schema.role_table_grants
      where grantee = 'portal_app' and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')`);
    expect(rights).toEqual([]);
    expect(
      await rows("select has_schema_privilege('portal_app', 'public', 'create') as may"),
    ).toEqual([{ may: false }]);
  });

  test("has a stranger's functions run as their owner only where the search path is fixed", async () => {
    const loose = await rows(`
      select proname from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef
        and not coalesce(array_to_string(proconfig, ' ') like '%search_path=%', false)`);
    expect(loose).toEqual([]);
  });
});
