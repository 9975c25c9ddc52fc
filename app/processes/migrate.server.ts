import path from "node:path";
import { sql } from "drizzle-orm";
import { migrate as applyMigrations } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import { connect } from "#db/client.ts";

/** Any number, as long as every process of ours takes the same. */
const migrationLock = 716_253_001;

/**
 * Brings the database to what this version needs, as the owner; run by every start, harmless when nothing is missing.
 * Several at once wait for each other. The job engine's own tables come first: ours refer to them.
 *
 * @param applicationUrl the login of web and worker; when it is not the owner it is made a member of the application role.
 */
export async function migrate(ownerUrl: string, applicationUrl = ownerUrl): Promise<void> {
  // One connection: the lock belongs to it and goes with it, whatever happens.
  const owner = connect(ownerUrl, { max: 1, applicationName: "invoice-portal migrations" });
  try {
    await owner.drizzle.execute(sql`select pg_advisory_lock(${migrationLock})`);
    await runMigrations({ connectionString: ownerUrl });
    await applyMigrations(owner.drizzle, {
      migrationsFolder: path.join(import.meta.dirname, "../../db/migrations"),
    });
    const ownerLogin = await loginOf(ownerUrl);
    const applicationLogin = await loginOf(applicationUrl);
    if (applicationLogin !== ownerLogin)
      await owner.drizzle.execute(sql`grant portal_app to ${sql.identifier(applicationLogin)}`);
  } finally {
    await owner.close();
  }
}

/** Asked of the server: the URL may leave the name to a service file or the environment. */
async function loginOf(url: string): Promise<string> {
  const client = connect(url, { max: 1, applicationName: "invoice-portal migrations" });
  try {
    const [row] = await client.drizzle.execute<{ login: string }>(
      sql`select session_user as login`,
    );
    return row!.login;
  } finally {
    await client.close();
  }
}
