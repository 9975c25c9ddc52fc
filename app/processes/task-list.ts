import type { Context } from "#app/platform/context.server.ts";
import type { JobName, Jobs } from "#app/platform/jobs.server.ts";

/** One handler per job of `Jobs`: a job without one does not compile. Handlers may run twice and must be harmless then. */
export type TaskList = {
  readonly [Name in JobName]: (context: Context, payload: Jobs[Name]) => Promise<unknown>;
};

const notBuilt = async () => {
  throw new Error("This job has no handler yet");
};

export const taskList: TaskList = {
  "handle-events": notBuilt,
  "deliver-mail": notBuilt,
  "process-provider-event": notBuilt,
  "schedule-reminders": notBuilt,
  "synchronise-payments": notBuilt,
  "expire-attempts": notBuilt,
  "clean-up": notBuilt,
};
