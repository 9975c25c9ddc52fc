import { describe, expect, test } from "vitest";
import { add, lastLine, readPlaywrightReport, readVitestReport } from "./runner-reports.ts";

describe("what counts", () => {
  const report = (testResults: { status: string; assertionResults: { status: string }[] }[]) => ({
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults,
  });

  test("a file that could not be loaded is a failure although none of its tests failed", () => {
    const tally = readVitestReport(report([{ status: "failed", assertionResults: [] }]), 1);
    expect(tally).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  test("a run that failed without a failing test is a failure", () => {
    expect(readVitestReport(report([]), 1).failed).toBe(1);
    expect(readVitestReport(report([]), 0).failed).toBe(0);
    expect(readVitestReport(null, 0).failed).toBe(1);
    expect(readPlaywrightReport(null, 0).failed).toBe(1);
  });

  test("a flaky browser test is a failure", () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
    expect(readPlaywrightReport({ stats }, 1)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });
});

test("the last line names skipped tests only where there are any", () => {
  const some = { passed: 2, failed: 1, skipped: 0 };
  expect(lastLine(add(some, some))).toBe("4 passed, 2 failed");
  expect(lastLine(add(some, { passed: 0, failed: 0, skipped: 3 }))).toBe(
    "2 passed, 1 failed, 3 skipped",
  );
});
