import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { variableNames } from "#app/platform/config.server.ts";
import { freePort } from "#app/processes/free-port.server.ts";

/** `.data/demo.json`, by which a script can do what a person does. */
export interface Demonstration {
  url: string;
  apiKey: string;
  /** Answers the mails so far, newest first; null when they go to a real provider. */
  mailbox: string | null;
  people: {
    email: string;
    name: string;
    staff: "agent" | "manager" | null;
    memberships: { customerNumber: string; role: "owner" | "payer" | "viewer" }[];
  }[];
}

export interface Portal {
  readonly url: string;
  readonly demo: Demonstration;
  stop(): Promise<void>;
}

const projectDirectory = path.resolve(import.meta.dirname, "../..");
/** A shared, busy machine may take minutes for what a quiet one does in half of one. */
const patience = 400_000;

/**
 * Starts the built product as `npm start` does, on a free port, with a fresh demonstration in a folder of its own (the
 * product keeps `.data` in its working directory). Resolves once it is ready to use.
 */
export async function startPortal(environment: Record<string, string> = {}): Promise<Portal> {
  const directory = await mkdtemp(path.join(os.tmpdir(), "portal-browser-"));
  // The database's own user must get through to its data.
  await chmod(directory, 0o755);
  const port = await freePort();
  const server = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), path.join(projectDirectory, "app/processes/start.ts")],
    {
      cwd: directory,
      env: {
        ...withoutConfiguration(process.env),
        TSX_TSCONFIG_PATH: path.join(projectDirectory, "tsconfig.json"),
        PORT: String(port),
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  for (const stream of [server.stdout, server.stderr])
    stream.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-20_000);
    });
  const stop = async () => {
    await end(server);
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const demo = await ready(server, port, directory);
    return { url: demo.url, demo, stop };
  } catch (error) {
    await stop();
    throw new Error(`The portal did not start. The last it said:\n${said}`, { cause: error });
  }
}

/** How the workers of the browser tests learn of a portal. */
export function portalEnvironment({ url, demo }: Pick<Portal, "url" | "demo">) {
  return { PORTAL_URL: url, PORTAL_DEMO: JSON.stringify(demo) };
}

/** What the browser tests were started with; for tests that need the people, the API key or the mailbox. */
export function demonstration(): Demonstration {
  if (!process.env.PORTAL_DEMO) throw new Error("Only within the browser tests");
  return JSON.parse(process.env.PORTAL_DEMO);
}

async function ready(
  server: ChildProcess,
  port: number,
  directory: string,
): Promise<Demonstration> {
  const started = Date.now();
  while (Date.now() - started < patience) {
    if (server.exitCode !== null) throw new Error(`It ended with code ${server.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    const facts = await readFile(path.join(directory, ".data/demo.json"), "utf8").catch(() => null);
    if (answer?.ok && facts) return JSON.parse(facts);
    await pause(200);
  }
  throw new Error(`Not ready after ${patience / 1000} s`);
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}

/** A developer's shell may point at a real database or a real Stripe: the tests' portal is always a demonstration. */
function withoutConfiguration(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const rest = { ...environment };
  for (const name of variableNames) delete rest[name];
  return rest;
}
