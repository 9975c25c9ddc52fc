import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, expect, inject, test } from "vitest";
import { openDatabase } from "#app/platform/db.server.ts";
import { copyDatabase, databaseUrl, dropDatabase } from "#tests/support/copy-database.ts";
import { migrate } from "./migrate.server.ts";

const templateUrl = inject("templateUrl");
const maintenance = databaseUrl(templateUrl, "portal");
const name = `migrate_${randomBytes(6).toString("hex")}`;
await copyDatabase(maintenance, "template0", name);
const ownerUrl = databaseUrl(templateUrl, name);
const owner = new pg.Client({ connectionString: ownerUrl });
owner.on("error", () => {});
await owner.connect();

/** A login of its own for web and worker, as an installation has it. */
const webUrl = new URL(ownerUrl);
webUrl.username = `${name}_web`;
webUrl.password = "secret";
await owner.query(`create role ${webUrl.username} login password 'secret'`);

afterAll(async () => {
  await owner.query(`drop role ${webUrl.username}`);
  await owner.end();
  await dropDatabase(maintenance, name);
});

const roleSeenBy = async (url: string) => {
  const database = openDatabase(url, { max: 1 });
  try {
    const [row] = await database.drizzle.execute(sql`select current_user as role`);
    return row?.role;
  } finally {
    await database.close();
  }
};

test("several starts at once migrate an empty database, once, by an owner who is no superuser", async () => {
  const { rows } = await owner.query("select rolsuper from pg_roles where rolname = current_user");
  expect(rows).toEqual([{ rolsuper: false }]);
  await Promise.all([migrate(ownerUrl), migrate(ownerUrl), migrate(ownerUrl)]);
  const applied = await owner.query("select hash from drizzle.__drizzle_migrations");
  expect(new Set(applied.rows.map(({ hash }) => hash)).size).toBe(applied.rowCount);
  expect(applied.rowCount).toBeGreaterThan(1);
  expect(await roleSeenBy(ownerUrl)).toBe("portal_app");
});

test("the application's login may act as the application's role only once it was named", async () => {
  await expect(roleSeenBy(webUrl.href)).rejects.toThrow();
  await migrate(ownerUrl, webUrl.href);
  expect(await roleSeenBy(webUrl.href)).toBe("portal_app");
  // By itself it has no right to anything, and cannot become the owner.
  const web = new pg.Client({ connectionString: webUrl.href });
  await web.connect();
  await expect(web.query(`set role ${owner.user}`)).rejects.toThrow(/permission denied/);
  await expect(web.query("alter table customers disable row level security")).rejects.toThrow(
    /must be owner/,
  );
  await web.end();
});
