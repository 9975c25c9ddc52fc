import { ConfigError } from "#app/platform/config.server.ts";
import { Started } from "./started.ts";

/** Something outside of the program keeps it from starting; the message tells whoever typed the command what to do. */
export class Obstacle extends Error {}

/**
 * Starts a process and stops it cleanly: SIGINT and SIGTERM stop what `start` has started so far, in reverse order, once; also
 * what it answered, when it answers a function. Problems of configuration and obstacles are printed as sentences.
 */
export async function runProcess(
  start: (started: Started) => Promise<(() => Promise<void>) | void>,
): Promise<void> {
  const started = new Started();
  let stopping = false;
  const end = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    process.stdout.write(`\n${signal}: stopping…\n`);
    process.exit(await stopped(started));
  };
  process.on("SIGINT", () => void end("SIGINT"));
  process.on("SIGTERM", () => void end("SIGTERM"));
  try {
    const stop = await start(started);
    if (stop) await started.add(stop);
  } catch (error) {
    // What was stopped under its hands fails: that is not news.
    if (stopping) return;
    stopping = true;
    process.stderr.write(`${wordsFor(error)}\n`);
    await stopped(started);
    process.exit(1);
  }
}

async function stopped(started: Started): Promise<0 | 1> {
  try {
    await started.stop();
    return 0;
  } catch (error) {
    process.stderr.write(`${wordsFor(error)}\n`);
    return 1;
  }
}

/** A sentence for whoever typed the command; a stack where the program itself is wrong. */
export function wordsFor(error: unknown): string {
  if (error instanceof ConfigError || error instanceof Obstacle) return error.message;
  if (error instanceof AggregateError)
    return [error.stack, ...error.errors.map(wordsFor)].join("\n");
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
