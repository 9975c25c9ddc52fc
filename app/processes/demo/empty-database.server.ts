import pg from "pg";

/**
 * Makes the database of `url` new and empty: dropped and created again by its own owner, from the maintenance database of the
 * same server. Whoever is connected to it is thrown out.
 */
export async function emptyDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  const name = maintenance.pathname.slice(1);
  maintenance.pathname = "/postgres";
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
