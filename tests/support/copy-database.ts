import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** The same server and login, another database. */
export function databaseUrl(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** Copies a whole database in tens of milliseconds. `url` is any other database of the same server. */
export async function copyDatabase(url: string, template: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await client.query(
          `create database ${client.escapeIdentifier(name)} template ${client.escapeIdentifier(template)}`,
        );
        return;
      } catch (error) {
        // 55006: another test file is copying the template at this moment.
        if ((error as { code?: string }).code !== "55006" || attempt === 100) throw error;
        await pause(50);
      }
    }
  } finally {
    await client.end();
  }
}

export async function dropDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`);
  } finally {
    await client.end();
  }
}
