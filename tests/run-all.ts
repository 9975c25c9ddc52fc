import { mkdir, readFile, rm } from "node:fs/promises";
import { ensureChromium } from "./support/chromium.ts";
import { portalEnvironment, startPortal } from "./support/portal.ts";
import { installed, runCommand } from "./support/run-command.ts";
import {
  add,
  lastLine,
  playwrightFailures,
  readPlaywrightReport,
  readVitestReport,
  type Tally,
  vitestFailures,
} from "./support/runner-reports.ts";
import { type Check, runChecks, staticChecks } from "./support/static-checks.ts";

// `npm test`: everything, against a real PostgreSQL and a real Chromium. The figures of the last line are the runners' own.

const reports = "test-results";
await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });

const none: Tally = { passed: 0, failed: 0, skipped: 0 };
const oneFailed: Tally = { ...none, failed: 1 };
const failures: string[] = [];

// The build is one more of the checks: beside the types, which take as long as all others.
const build: Check = {
  name: "build",
  run: () => runCommand("npm", ["run", "--silent", "build"]),
};
let isBuilt = false;
const checks = await stage("Static checks and build", async () => {
  const result = await runChecks([...staticChecks, build]);
  isBuilt = !result.failed.includes(build.name);
  failures.push(...result.failed);
  return { ...none, passed: result.passed, failed: result.failed.length };
});

// Its story is told while other tests run: it waits for its database more than it computes.
const portal = isBuilt ? startPortal() : null;
portal?.catch(() => {});

const vitest = await stage("Unit, database and HTTP tests", async () => {
  const file = `${reports}/vitest.json`;
  const { code } = await runCommand(
    installed("vitest"),
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    { show: true },
  );
  const report = await readReport(file);
  failures.push(...vitestFailures(report));
  return readVitestReport(report, code);
});

const browser = await stage("Browser and gate tests", async () => {
  if (!portal) {
    process.stdout.write("Not run: there is no build.\n");
    return oneFailed;
  }
  ensureChromium();
  const { url, demo } = await portal;
  const file = `${reports}/playwright.json`;
  const { code } = await runCommand(installed("playwright"), ["test", "--reporter=list,json"], {
    show: true,
    environment: { ...portalEnvironment({ url, demo }), PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  const report = await readReport(file);
  failures.push(...playwrightFailures(report));
  return readPlaywrightReport(report, code);
});

await portal?.then(({ stop }) => stop()).catch(() => {});

const total = add(checks, vitest, browser);
process.exitCode = total.failed === 0 ? 0 : 1;
if (failures.length > 0) {
  // Again at the end: a log of thousands of lines is often cut off before its middle.
  process.stdout.write(`\n== Failed\n${failures.map((text) => `  ${text}`).join("\n")}\n`);
}
process.stdout.write(`\n${lastLine(total)}\n`);

/** A stage that breaks is one failure; the others still run. */
async function stage(title: string, work: () => Promise<Tally>): Promise<Tally> {
  process.stdout.write(`\n== ${title}\n`);
  const started = performance.now();
  const tally = await work().catch((error: Error) => {
    process.stdout.write(`${error.stack}\n`);
    return oneFailed;
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`== ${title}: ${lastLine(tally)} (${seconds} s)\n`);
  return tally;
}

async function readReport(file: string) {
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? null : JSON.parse(text);
}
