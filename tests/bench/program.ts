import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { variableNames } from "#app/platform/config.server.ts";
import type { Started } from "#app/processes/started.ts";

export interface Program {
  /** Milliseconds of processor time so far; null where the system does not say (no /proc). */
  processor(): Promise<number | null>;
  /** Resident memory in MB; null likewise. */
  resident(): Promise<number | null>;
  stop(): Promise<void>;
}

const patience = 60_000;

/** Starts a TypeScript file of the project as a process of its own, with this environment and no other configuration. */
export async function startProgram(
  started: Started,
  file: string,
  options: {
    arguments?: readonly string[];
    environment?: Readonly<Record<string, string>>;
    /** Answers 200 when the program is ready. */
    readyAt: string;
  },
): Promise<Program> {
  const inherited = { ...process.env };
  for (const name of variableNames) delete inherited[name];
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), path.resolve(file), ...(options.arguments ?? [])],
    { env: { ...inherited, ...options.environment }, stdio: ["ignore", "ignore", "inherit"] },
  );
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    // A stand-in has no orderly end; whoever has one gets ten seconds.
    const impatience = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(impatience);
  };
  await started.add(stop);
  await untilReady(child, file, options.readyAt);
  return {
    stop,
    async processor() {
      const stat = await readFile(`/proc/${child.pid}/stat`, "utf8").catch(() => null);
      // proc(5): utime and stime are fields 14 and 15, in hundredths of a second; field 2 may hold blanks.
      const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
      return fields ? (Number(fields[11]) + Number(fields[12])) * 10 : null;
    },
    async resident() {
      const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
      const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
      return kilobytes ? Number(kilobytes) / 1024 : null;
    },
  };
}

async function untilReady(child: ChildProcess, file: string, url: string): Promise<void> {
  const begun = performance.now();
  while (performance.now() - begun < patience) {
    if (child.exitCode !== null) throw new Error(`${file} ended with code ${child.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error(`${file} was not ready after ${patience / 1000} s`);
}
