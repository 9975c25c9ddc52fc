import { EventEmitter } from "node:events";
import { runTaskListOnce, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import type { Context } from "#app/platform/context.server.ts";
import { type TaskList, taskList } from "./task-list.ts";
import { engineLogger, engineTasks } from "./worker-engine.server.ts";
import { declarePresence } from "./worker-presence.server.ts";

export interface JobFailure {
  readonly job: string;
  readonly error: unknown;
}

/**
 * Runs every job that waits, and those that they add, one after the other, until none is left: for the demo story and
 * for tests, in place of a running worker. Due is what is due by the context's clock. A job that failed in an earlier
 * call gets another attempt.
 *
 * Throws when a job fails, unless `failures: "collect"`: then the failures are answered (in order) and the rest is run.
 */
export async function runPendingJobs(
  context: Context,
  {
    tasks = taskList,
    failures = "throw",
  }: { tasks?: TaskList; failures?: "throw" | "collect" } = {},
): Promise<JobFailure[]> {
  const failed: JobFailure[] = [];
  const events: WorkerEvents = new EventEmitter();
  events.on("job:error", ({ job, error }) => failed.push({ job: job.task_identifier, error }));
  const client = await poolOf(context).connect();
  let broken: Error | undefined;
  try {
    events.on("pool:create", ({ workerPool }) => {
      // Queued on the connection before the first job is taken.
      declarePresence(client, workerPool.id).catch(() => {});
    });
    const options = { logger: engineLogger(context), events, noHandleSignals: true };
    let again = true;
    await pullForward(client, context, "and retries");
    while (again) {
      await runTaskListOnce(options, engineTasks(context, tasks), client).promise;
      again = await pullForward(client, context, "first attempts");
    }
    await client.query("select pg_advisory_unlock_all()");
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
  if (failed.length > 0 && failures === "throw")
    throw new AggregateError(
      failed.map(({ error }) => error),
      `${failed.length} jobs failed: ${failed.map(({ job, error }) => `${job}: ${(error as Error).message}`).join("; ")}`,
    );
  return failed;
}

/** Makes due in the database what is due by the context's clock, for a worker that runs while the two differ. */
export async function pullDueJobs(context: Context): Promise<void> {
  const client = await poolOf(context).connect();
  try {
    await pullForward(client, context, "first attempts");
  } finally {
    client.release();
  }
}

/** The engine goes by the database's time; the story and the tests by theirs. Answers whether anything became due. */
async function pullForward(
  client: pg.ClientBase,
  { clock }: Context,
  what: "first attempts" | "and retries",
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select graphile_worker.reschedule_jobs(array_agg(id), run_at => now())
     from graphile_worker.jobs
     where locked_at is null and attempts < max_attempts and run_at > now()
       and (case when attempts = 0 then run_at <= $1 else $2 end)
     having count(*) > 0`,
    [clock.now(), what === "and retries"],
  );
  return Boolean(rowCount);
}

/** Kept between calls, so that a story of hundreds of steps does not connect hundreds of times; closed when idle. */
const pools = new WeakMap<Context["config"], pg.Pool>();

function poolOf({ config }: Context): pg.Pool {
  const known = pools.get(config);
  if (known) return known;
  const pool = new pg.Pool({
    connectionString: config.database.ownerUrl,
    application_name: "invoice-portal jobs",
    max: 2,
    idleTimeoutMillis: 1000,
    allowExitOnIdle: true,
  });
  // The database of a test is dropped under an idle connection.
  pool.on("error", () => {});
  pools.set(config, pool);
  return pool;
}
