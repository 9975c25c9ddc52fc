import { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import {
  type CronItem,
  parseCronItems,
  type Runner,
  run,
  type WorkerEvents,
} from "graphile-worker";
import pg from "pg";
import type { Context } from "#app/platform/context.server.ts";
import type { JobName } from "#app/platform/jobs.server.ts";
import { type TaskList, taskList } from "./task-list.ts";
import { engineLogger, engineTasks } from "./worker-engine.server.ts";
import { keepPresence } from "./worker-presence.server.ts";

export interface RunningWorker {
  /** Takes no new job, waits for those under way, then resolves. */
  stop(): Promise<void>;
}

/** What happens by the clock (UTC). Several workers agree on who adds a job; one still waiting is not added twice. */
const timetable: readonly { task: JobName; match: string }[] = [
  { task: "deliver-mail", match: "* * * * *" },
  { task: "deliver-webhooks", match: "* * * * *" },
  // Before the reminders: a plan that was broken is told of first.
  { task: "follow-plans", match: "55 * * * *" },
  { task: "schedule-reminders", match: "0 * * * *" },
  { task: "run-autopay", match: "20 * * * *" },
  { task: "synchronise-payments", match: "*/10 * * * *" },
  { task: "check-books", match: "40 2 * * *" },
  { task: "clean-up", match: "17 3 * * *" },
];

const cronItems: CronItem[] = timetable.map(({ task, match }) => ({
  task,
  match,
  options: { backfillPeriod: 0, jobKey: task, maxAttempts: 5 },
}));

/**
 * Works off jobs until stopped, `config.workerConcurrency` at a time, over the owner's connection (the engine's tables
 * are the owner's). Outlives a database that goes away and comes back, and takes over the jobs of workers that died.
 */
export async function startWorker(
  context: Context,
  tasks: TaskList = taskList,
): Promise<RunningWorker> {
  const concurrency = context.config.workerConcurrency;
  const pool = new pg.Pool({
    connectionString: context.config.database.ownerUrl,
    application_name: "invoice-portal worker",
    // One more listens for new jobs.
    max: concurrency + 1,
  });
  const told = (error: Error) =>
    context.logger.error({ error: error.message }, "Worker connection");
  pool.on("error", told);
  // A connection in use tells its error to who uses it; without a listener it would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));

  const presence = keepPresence(context);
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => presence.declare(workerPool.id));
  const launch = () =>
    run({
      pgPool: pool,
      taskList: engineTasks(context, tasks),
      parsedCronItems: parseCronItems(cronItems),
      concurrency,
      pollInterval: 1000,
      noHandleSignals: true,
      logger: engineLogger(context),
      events,
    });

  let stopping = false;
  let runner: Runner = await launch();

  // A runner that cannot ask for jobs may never recover: it keeps the failure of its first look-up of tasks, and its
  // listener comes back more and more slowly. A new one is made as soon as the database answers again.
  let failedLooks = 0;
  const looked = () => {
    failedLooks = 0;
  };
  events.on("worker:getJob:empty", looked);
  events.on("job:start", looked);
  events.on("worker:getJob:error", () => {
    failedLooks += 1;
    if (failedLooks === 3 * concurrency) runner.stop().catch(() => {}); // Stopping already.
  });

  const supervised = (async () => {
    while (!stopping) {
      try {
        await runner.promise;
      } catch (error) {
        context.logger.error({ error: (error as Error).message }, "The worker stopped by itself");
      }
      while (!stopping) {
        await pause(1000);
        const next = await launch().catch(told);
        looked();
        if (next) runner = next;
        if (next && stopping) await next.stop();
        if (next) break;
      }
    }
  })();

  return {
    async stop() {
      stopping = true;
      await runner.stop().catch(() => {}); // It had stopped by itself.
      await supervised;
      await presence.stop();
      await pool.end();
    },
  };
}
