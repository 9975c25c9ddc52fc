import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { startEmbeddedPostgres } from "./embedded-postgres.server.ts";

const directory = path.join(await mkdtemp(path.join(os.tmpdir(), "portal-embedded-")), "postgres");
const start = () => startEmbeddedPostgres({ directory });
const pidFileOf = (place: string) => path.join(place, "data/postmaster.pid");
const pidIn = async (place: string) =>
  Number((await readFile(pidFileOf(place), "utf8")).split("\n")[0]);

afterAll(async () => {
  const last = await start();
  await last.stop();
  await rm(path.dirname(directory), { recursive: true, force: true });
  await rm(last.directory, { recursive: true, force: true });
});

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

test("it starts as any user, asks for the password, and reads and writes French", async () => {
  const server = await start();
  expect(server.reused).toBe(false);
  await ask(server.url, "create table kept (name text)");
  await ask(server.url, "insert into kept values ('Épicerie')");
  expect(await ask(server.url, "select lower(name) as name from kept")).toEqual([
    { name: "épicerie" },
  ]);
  const stranger = new URL(server.url);
  stranger.password = "guessed";
  await expect(ask(stranger.href, "select 1")).rejects.toThrow(/password authentication failed/);
  await server.stop();
  await server.stop(); // Twice is harmless.
});

test("a server that still runs is taken over, with its address", async () => {
  const first = await start();
  const second = await start();
  expect(second).toMatchObject({ url: first.url, reused: true });
});

test("after a kill of the server it starts again with its data, at its old address", async () => {
  const { directory: place, url } = await start();
  process.kill(await pidIn(place), "SIGKILL");
  const again = await start();
  expect(again).toMatchObject({ url, reused: false });
  expect(await ask(again.url, "select name from kept")).toEqual([{ name: "Épicerie" }]);
  await again.stop();
});

test("a pid file that names somebody else's process stops nothing", async () => {
  const { directory: place, stop } = await start();
  const pidFile = await readFile(pidFileOf(place), "utf8");
  await stop();
  // As in a container that was started anew: the number now belongs to another program, this one.
  await writeFile(pidFileOf(place), pidFile.replace(/^\d+/, String(process.pid)));
  const again = await start();
  expect(await ask(again.url, "select count(*)::int as n from kept")).toEqual([{ n: 1 }]);
  await again.stop();
});
