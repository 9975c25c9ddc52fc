import path from "node:path";
import { describe, expect, test } from "vitest";
import {
  add,
  lastLine,
  playwrightFailures,
  readPlaywrightReport,
  readVitestReport,
  vitestFailures,
} from "./runner-reports.ts";

describe("what counts", () => {
  const report = (
    testResults: NonNullable<Parameters<typeof readVitestReport>[0]>["testResults"],
  ) => ({
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults,
  });

  test("a file that could not be loaded is a failure although none of its tests failed", () => {
    const broken = report([
      { name: "/a.test.ts", status: "failed", message: "No such file", assertionResults: [] },
    ]);
    expect(readVitestReport(broken, 1)).toEqual({ passed: 5, failed: 1, skipped: 2 });
    expect(vitestFailures(broken)[0]).toContain("No such file");
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

describe("what failed is told at the end", () => {
  const red = "\u001b[31mexpected 1 to be 2\u001b[39m";

  test("a Vitest test with its file and the beginning of what it says", () => {
    const assertionResults = [
      { status: "passed", fullName: "adds", failureMessages: [] },
      {
        status: "failed",
        fullName: "sums adds up",
        failureMessages: [`${red}\n${"x\n".repeat(50)}`],
      },
    ];
    const name = path.resolve("app/sums.test.ts");
    const [told, ...others] = vitestFailures({
      numPassedTests: 1,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [{ name, status: "failed", message: "", assertionResults }],
    });
    expect(told).toMatch(/^app\/sums\.test\.ts › sums adds up\n {4}expected 1 to be 2\n/);
    expect(told?.split("\n")).toHaveLength(13);
    expect(others).toEqual([]);
  });

  test("a browser test wherever it is nested; one that passed is not told", () => {
    const spec = (title: string, ok: boolean) => ({
      title,
      ok,
      tests: [{ results: [{ errors: ok ? [] : [{ message: red }] }] }],
    });
    const report = {
      stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 0 },
      suites: [
        {
          title: "pay.test.ts",
          suites: [{ title: "twice", specs: [spec("once", true), spec("one payment", false)] }],
        },
      ],
    };
    expect(playwrightFailures(report)).toEqual([
      "pay.test.ts › twice › one payment\n    expected 1 to be 2",
    ]);
  });
});

test("the last line names skipped tests only where there are any", () => {
  const some = { passed: 2, failed: 1, skipped: 0 };
  expect(lastLine(add(some, some))).toBe("4 passed, 2 failed");
  expect(lastLine(add(some, { passed: 0, failed: 0, skipped: 3 }))).toBe(
    "2 passed, 1 failed, 3 skipped",
  );
});
