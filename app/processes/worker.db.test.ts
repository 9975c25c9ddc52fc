import { sql } from "drizzle-orm";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { minutes } from "#app/platform/duration.ts";
import { enqueue, type JobName, type Jobs } from "#app/platform/jobs.server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { runPendingJobs } from "./run-pending-jobs.server.ts";
import { type TaskList, taskList } from "./task-list.ts";
import { declarePresence, freeJobsOfDeadWorkers } from "./worker-presence.server.ts";
import { startWorker } from "./worker-runner.server.ts";

const context = await testDatabase();
const owner = new pg.Pool({ connectionString: context.config.database.ownerUrl, max: 2 });
owner.on("error", () => {});

afterEach(async () => {
  await owner.query("delete from graphile_worker._private_jobs");
});

const unexpected = async () => {
  throw new Error("Nobody asked for this job");
};

function tasksOf(handlers: Partial<TaskList>): TaskList {
  const none = Object.fromEntries(Object.keys(taskList).map((name) => [name, unexpected]));
  return { ...(none as unknown as TaskList), ...handlers };
}

/** Something to wait for that another piece of code lets happen. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

async function ask<Name extends JobName>(
  name: Name,
  payload: Jobs[Name],
  options?: Parameters<typeof enqueue>[3],
) {
  await inScope(context, "all", (tx) => enqueue(tx, name, payload, options));
}

async function jobsLeft(task: JobName): Promise<number> {
  const { rows } = await owner.query(
    "select count(*)::int as n from graphile_worker.jobs where task_identifier = $1",
    [task],
  );
  return rows[0].n;
}

test("pending jobs run until none is left, those that jobs add included", async () => {
  const seen: string[] = [];
  const tasks = tasksOf({
    "process-provider-event": async (_context, { provider, id }) => {
      seen.push(`${provider} ${id}`);
      await ask("clean-up", {});
    },
    "clean-up": async () => seen.push("clean-up"),
  });
  await ask("process-provider-event", { provider: "stripe", id: "evt_1" });
  expect(await runPendingJobs(context, { tasks })).toEqual([]);
  expect(seen).toEqual(["stripe evt_1", "clean-up"]);
  expect(await jobsLeft("clean-up")).toBe(0);
});

test("a failing job is reported, without the parameters of its query, and tried again by the next call", async () => {
  let attempts = 0;
  const tasks = tasksOf({
    "clean-up": async ({ db }) => {
      attempts += 1;
      if (attempts === 1)
        await db.execute(sql`select 1 from no_such_table where email = ${"marie@example.test"}`);
    },
  });
  await ask("clean-up", {});
  await expect(runPendingJobs(context, { tasks })).rejects.toThrow(
    'clean-up: relation "no_such_table" does not exist',
  );
  const { rows } = await owner.query("select last_error from graphile_worker.jobs");
  expect(rows[0].last_error).not.toContain("marie@example.test");
  expect(await runPendingJobs(context, { tasks })).toEqual([]);
  expect(attempts).toBe(2);
});

test("a job for later waits for the context's clock, not for the machine's", async () => {
  let ran = 0;
  const tasks = tasksOf({ "clean-up": async () => (ran += 1) });
  context.clock.set(new Date("2090-01-01T00:00:00Z"));
  await ask("clean-up", {}, { runAt: new Date("2090-01-01T00:05:00Z") });
  await runPendingJobs(context, { tasks });
  expect(ran).toBe(0);
  context.clock.advance(minutes(6));
  await runPendingJobs(context, { tasks });
  expect(ran).toBe(1);
});

test("a rolled-back transaction leaves no job", async () => {
  await inScope(context, "all", async (tx) => {
    await enqueue(tx, "clean-up", {});
    throw new Error("changed my mind");
  }).catch(() => {});
  expect(await jobsLeft("clean-up")).toBe(0);
});

test("the worker takes a job at once and finishes it before it stops", async () => {
  const started = gate();
  const release = gate();
  let finished = false;
  const worker = await startWorker(
    context,
    tasksOf({
      "clean-up": async () => {
        started.open();
        await release.opened;
        finished = true;
      },
    }),
  );
  await ask("clean-up", {});
  await started.opened;
  const stopped = worker.stop();
  release.open();
  await stopped;
  expect(finished).toBe(true);
  expect(await jobsLeft("clean-up")).toBe(0);
});

test("a dead worker's job is taken over, a living one's is not", async () => {
  const living = new pg.Client({ connectionString: context.config.database.ownerUrl });
  await living.connect();
  await declarePresence(living, "pool-living");
  await ask("clean-up", {});
  await ask("schedule-reminders", {});
  const locked = `update graphile_worker._private_jobs j set locked_by = $1, locked_at = now() - interval '6 seconds'
    from graphile_worker._private_tasks t where t.id = j.task_id and t.identifier = $2`;
  await owner.query(locked, ["pool-dead", "clean-up"]);
  await owner.query(locked, ["pool-living", "schedule-reminders"]);

  const taken = gate();
  const worker = await startWorker(context, tasksOf({ "clean-up": async () => taken.open() }));
  await taken.opened;
  await worker.stop();
  expect(await jobsLeft("schedule-reminders")).toBe(1);

  await living.end();
  const client = await owner.connect();
  expect(await freeJobsOfDeadWorkers(client)).toEqual(["pool-living"]);
  client.release();
});

test("the worker outlives its database connections", async () => {
  const ran = gate();
  const worker = await startWorker(context, tasksOf({ "clean-up": async () => ran.open() }));
  await owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'invoice-portal worker%'",
  );
  await ask("clean-up", {});
  await ran.opened;
  await worker.stop();
});
