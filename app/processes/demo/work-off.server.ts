import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { enqueue, type JobName } from "#app/platform/jobs.server.ts";
import { runPendingJobs } from "../run-pending-jobs.server.ts";
import { type TaskList, taskList } from "../task-list.ts";
import { catchUp, type StandIns } from "./stand-ins.server.ts";

/** What the worker's timetable would add in the course of a day. */
const daily: readonly JobName[] = [
  "follow-plans",
  "run-autopay",
  "schedule-reminders",
  "synchronise-payments",
  "deliver-mail",
  "check-books",
  "clean-up",
];

export async function runTimetable(
  context: Context,
  jobs: readonly JobName[] = daily,
): Promise<void> {
  await inScope(context, "all", async (tx) => {
    for (const name of jobs) await enqueue(tx, name, {} as never, { key: name, maxAttempts: 5 });
  });
}

/** Two turns for a payment (the event, then its mail), one more for what the providers say of that. */
const mostTurns = 6;

/** Runs all jobs, lets the stand-ins tell what came of it, and so on until nobody has anything left to do. */
export async function workOff(
  context: Context,
  standIns: StandIns,
  tasks: TaskList = taskList,
): Promise<void> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const before = lastHeard(standIns);
    await runPendingJobs(context, { tasks });
    await catchUp(standIns);
    const after = lastHeard(standIns);
    if (after.every((delivery, index) => delivery === before[index])) return;
  }
  await runPendingJobs(context, { tasks });
}

/** The webhooks delivered last: others by now means that something was told since. */
function lastHeard({ stripe, resend }: StandIns) {
  return [stripe?.webhooks.deliveries.at(-1), resend?.webhooks.deliveries.at(-1)];
}
