import { expect, test } from "vitest";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { readPeriod } from "./statement-period.ts";

const t = messagesFor("fr").payments.statement;
const read = (query: string) => readPeriod(new URLSearchParams(query), "2026-11-16", t);

test("without days: this year until today", () => {
  const period = { from: "2026-01-01", to: "2026-11-16" };
  expect(read("")).toEqual({ period, typed: period, errors: {} });
  expect(read("from=&to=+")).toEqual({ period, typed: period, errors: {} });
});

test("a last day alone takes its own year, a first day alone goes until today", () => {
  expect(read("to=2024-06-30").period).toEqual({ from: "2024-01-01", to: "2024-06-30" });
  expect(read("from=2025-06-30").period).toEqual({ from: "2025-06-30", to: "2026-11-16" });
});

test("tomorrow is not known", () => {
  expect(read("from=2026-10-01&to=2027-03-31")).toMatchObject({
    period: { from: "2026-10-01", to: "2026-11-16" },
    errors: {},
  });
});

test("what is no day, or goes backwards, is said at its field, as it was typed", () => {
  expect(read("from=hier&to=2026-02-30")).toMatchObject({
    typed: { from: "hier", to: "2026-02-30" },
    errors: { from: t.badDay, to: t.badDay },
  });
  expect(read("from=2026-03-01&to=2026-02-01").errors).toEqual({ from: t.backwards });
  expect(read("from=2026-12-01").errors).toEqual({ from: t.backwards });
});
