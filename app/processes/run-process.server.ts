import { ConfigError } from "#app/platform/config.server.ts";

/**
 * Starts a process and stops it cleanly: SIGINT and SIGTERM run what `start` answered, once. A configuration problem is
 * printed as sentences, not as a stack.
 */
export async function runProcess(start: () => Promise<() => Promise<void>>): Promise<void> {
  let stop: (() => Promise<void>) | undefined;
  let stopping = false;
  const end = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    process.stdout.write(`\n${signal}: stopping…\n`);
    try {
      await stop?.();
      process.exit(0);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    }
  };
  process.on("SIGINT", () => void end("SIGINT"));
  process.on("SIGTERM", () => void end("SIGTERM"));
  try {
    stop = await start();
  } catch (error) {
    const words =
      error instanceof ConfigError
        ? error.message
        : error instanceof Error
          ? (error.stack ?? error.message)
          : String(error);
    process.stderr.write(`${words}\n`);
    process.exit(1);
  }
}
