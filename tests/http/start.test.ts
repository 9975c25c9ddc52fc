import { spawnSync } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { variableNames } from "#app/platform/config.server.ts";

const root = path.resolve(import.meta.dirname, "../..");
const tsx = pathToFileURL(path.join(root, "node_modules/tsx/dist/loader.mjs")).href;

/** Runs `npm start` with these variables and no others of ours, until it ends. */
function start(variables: Record<string, string>) {
  const environment: NodeJS.ProcessEnv = { ...process.env };
  for (const name of variableNames) delete environment[name];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", tsx, path.join(root, "app/processes/start.ts")],
    {
      encoding: "utf8",
      env: {
        ...environment,
        ...variables,
        TSX_TSCONFIG_PATH: path.join(root, "tsconfig.json"),
      },
    },
  );
  return { status, said: stdout + stderr };
}

test("with a database of one's own nothing is simulated: every missing variable is named at once", () => {
  const { status, said } = start({
    DATABASE_URL: "postgres://portal@127.0.0.1:9/portal",
    STRIPE_API_BASE: "stripe",
  });
  expect(status).toBe(1);
  for (const name of [
    "APP_URL",
    "APP_SECRET",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "RESEND_API_KEY",
    "RESEND_WEBHOOK_SECRET",
    "MAIL_FROM",
    "FILES_DIR",
  ])
    expect(said).toContain(`${name}: is missing`);
  expect(said).toContain("STRIPE_API_BASE: must be an http(s) URL");
  expect(said).not.toMatch(/\n\s+at /);
});

test("a demonstration with half a provider is refused too", () => {
  const { status, said } = start({ RESEND_BASE_URL: "http://127.0.0.1:9" });
  expect(status).toBe(1);
  expect(said).toContain("RESEND_API_KEY: is missing, while RESEND_BASE_URL is set");
  expect(said).toContain("RESEND_WEBHOOK_SECRET: is missing");
});
