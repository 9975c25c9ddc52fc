import { DrizzleQueryError } from "drizzle-orm";
import type { TaskList as EngineTaskList } from "graphile-worker";
import { Logger as EngineLogger } from "graphile-worker";
import type { Context } from "#app/platform/context.server.ts";
import type { JobName, Jobs } from "#app/platform/jobs.server.ts";
import type { TaskList } from "./task-list.ts";

/** Our handlers as graphile-worker calls them: without its helpers, with our context. */
export function engineTasks(context: Context, tasks: TaskList): EngineTaskList {
  const wrap =
    <Name extends JobName>(name: Name) =>
    async (payload: unknown) => {
      try {
        await tasks[name](context, payload as Jobs[Name]);
      } catch (error) {
        throw withoutParameters(error);
      }
    };
  return Object.fromEntries((Object.keys(tasks) as JobName[]).map((name) => [name, wrap(name)]));
}

/** A failed query's message carries its parameters, personal data among them; it would be logged and kept with the job. */
function withoutParameters(error: unknown): unknown {
  if (!(error instanceof DrizzleQueryError)) return error;
  const bare = new Error(error.cause?.message ?? "A query failed");
  bare.stack = `${bare.message}\n${error.stack?.slice(error.stack.indexOf("\n    at ") + 1) ?? ""}`;
  return bare;
}

export function engineLogger({ logger }: Pick<Context, "logger">): EngineLogger {
  return new EngineLogger((scope) => (level, message) => {
    const about = { task: scope.taskIdentifier, job: scope.jobId };
    if (level === "error") logger.error(about, message);
    else if (level === "warning") logger.warn(about, message);
    else logger.debug(about, message);
  });
}
