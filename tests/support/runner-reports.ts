import path from "node:path";
import { stripVTControlCharacters } from "node:util";

/** How many tests a runner ran, by its own report. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function add(...tallies: Tally[]): Tally {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** The last line of `npm test`: `N passed, N failed`, and `, N skipped` where any. */
export function lastLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] | null }[];
  }[];
}

/**
 * Vitest's JSON report. A file that failed before any of its tests did (an import, a hook) counts as one failure, and so does a run
 * that failed for a reason that no test shows (`exitCode`: an unhandled rejection, no report at all).
 */
export function readVitestReport(report: VitestReport | null, exitCode: number): Tally {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** What failed, for the end of a long log: each test with its file and the beginning of what it says. */
export function vitestFailures(report: VitestReport | null): string[] {
  return (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(process.cwd(), name);
    const tests = assertionResults.filter((test) => test.status === "failed");
    if (tests.length === 0) return status === "failed" ? [failure(file, message)] : [];
    return tests.map((test) =>
      failure(`${file} › ${test.fullName}`, test.failureMessages?.join("\n") ?? ""),
    );
  });
}

interface PlaywrightSuite {
  title: string;
  suites?: PlaywrightSuite[];
  specs?: {
    title: string;
    ok: boolean;
    tests: { results: { errors: { message?: string }[] }[] }[];
  }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites?: PlaywrightSuite[];
  errors?: { message?: string }[];
}

/** What failed in the browser, as `vitestFailures`; a flaky test is told with the error of the try that failed. */
export function playwrightFailures(report: PlaywrightReport | null): string[] {
  const inSuite = (suite: PlaywrightSuite, above: string): string[] => {
    const title = above === "" ? suite.title : `${above} › ${suite.title}`;
    const own = (suite.specs ?? []).flatMap((spec) => {
      const errors = spec.tests.flatMap(({ results }) =>
        results.flatMap((result) => result.errors),
      );
      if (spec.ok && errors.length === 0) return [];
      return [failure(`${title} › ${spec.title}`, errors.map((error) => error.message).join("\n"))];
    });
    return [...own, ...(suite.suites ?? []).flatMap((inner) => inSuite(inner, title))];
  };
  return [
    ...(report?.errors ?? []).map((error) => failure("(before any test)", error.message ?? "")),
    ...(report?.suites ?? []).flatMap((suite) => inSuite(suite, "")),
  ];
}

function failure(name: string, message: string): string {
  const lines = stripVTControlCharacters(message).trim().split("\n").slice(0, 12);
  return [name, ...lines.map((line) => `    ${line.slice(0, 300)}`)].join("\n");
}

/** Playwright's JSON report. A flaky test failed once: it counts as failed. */
export function readPlaywrightReport(report: PlaywrightReport | null, exitCode: number): Tally {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped };
}
