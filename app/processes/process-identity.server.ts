import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Names a process beyond its number: numbers are used again, soonest in containers. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in whatever words the system says it; null where the system does not say. */
  readonly started: string | null;
}

export async function thisProcess(): Promise<ProcessIdentity> {
  return { pid: process.pid, started: await startOf(process.pid) };
}

/** Whether the process that wrote this (JSON of a `ProcessIdentity`) still runs. Anything else is nobody. */
export async function isRunning(written: string): Promise<boolean> {
  const known = read(written);
  if (known === null || !lives(known.pid)) return false;
  return known.started === null || (await startOf(known.pid)) === known.started;
}

function read(written: string): ProcessIdentity | null {
  try {
    const { pid, started } = JSON.parse(written) as ProcessIdentity;
    return Number.isSafeInteger(pid) && pid > 0 ? { pid, started: started ?? null } : null;
  } catch {
    return null;
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function startOf(pid: number): Promise<string | null> {
  // proc(5): field 22 is the start, in ticks since boot; the name before it may hold blanks and brackets.
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  const ticks = text?.slice(text.lastIndexOf(")") + 2).split(" ")[19];
  if (ticks) return ticks;
  const { stdout } = await execute("ps", ["-o", "lstart=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return stdout.trim() || null;
}
