import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Context } from "#app/platform/context.server.ts";
import { projectRoot } from "#app/platform/project-root.server.ts";
import { type RunningWorker, startWorker } from "../worker-runner.server.ts";
import type { DemoFolder } from "./demo-folder.server.ts";

/** The demonstration's worker, which can be sent away while the clock is moved. */
export interface DemoWorker {
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** In this process; while developing in one of its own, which starts again when its sources change. */
export async function startDemoWorker(
  context: Context,
  { folder, development }: { folder: DemoFolder; development: boolean },
): Promise<DemoWorker> {
  const start = development ? () => watchedWorker(folder, context) : () => startWorker(context);
  let worker: RunningWorker | null = await start();
  const stop = async () => {
    await worker?.stop();
    worker = null;
  };
  return {
    pause: stop,
    stop,
    async resume() {
      worker ??= await start();
    },
  };
}

async function watchedWorker(folder: DemoFolder, context: Context): Promise<RunningWorker> {
  const entry = fileURLToPath(new URL("worker.ts", import.meta.url));
  const tsx = path.join(projectRoot(), "node_modules/tsx/dist/cli.mjs");
  const child = spawn(
    process.execPath,
    [tsx, "watch", "--clear-screen=false", entry, folder.path, context.config.database.url],
    { stdio: ["ignore", "inherit", "inherit"] },
  );
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
