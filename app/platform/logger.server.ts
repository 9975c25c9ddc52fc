import pino, { type Logger as Pino } from "pino";
import type { Config } from "./config.server.ts";

export type Logger = Pino;

/** One JSON line per happening on stdout. Secrets never reach it: tokens, codes, mail bodies and authorisation headers are cut. */
export function createLogger(config: Pick<Config, "logLevel">): Logger {
  return pino({
    level: config.logLevel,
    base: null,
    redact: {
      paths: ["*.authorization", "*.cookie", "*.token", "*.code", "*.html", "*.text", "*.payload"],
      censor: "[cut]",
    },
  });
}
