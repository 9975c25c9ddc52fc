import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Context } from "#app/platform/context.server.ts";
import { seconds } from "#app/platform/duration.ts";
import { projectRoot } from "#app/platform/project-root.server.ts";
import { pullDueJobs } from "../run-pending-jobs.server.ts";
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
  {
    folder,
    development,
    isAhead,
  }: { folder: DemoFolder; development: boolean; isAhead: () => boolean },
): Promise<DemoWorker> {
  const start = development ? () => watchedWorker(folder, context) : () => startWorker(context);
  let worker: RunningWorker | null = await start();
  const pause = async () => {
    await worker?.stop();
    worker = null;
  };
  // "In a minute" of a demonstration that is ten days ahead would be in ten days of the database, by which the worker goes.
  let pulling: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    if (isAhead() && worker) pulling = pullDueJobs(context).catch(() => {});
  }, seconds(5));
  return {
    pause,
    async stop() {
      clearInterval(timer);
      await pulling;
      await pause();
    },
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
