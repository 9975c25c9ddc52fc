import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#app/platform/calendar.ts";
import {
  catchUpDays,
  dayOfStep,
  dueDatesFor,
  reminderDay,
  reminderSteps,
  wasToldBefore,
} from "./reminder-steps.ts";

describe("the plan", () => {
  it("reminds 7 days before, on the day, and 7 and 15 days after", () => {
    expect(reminderSteps.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "due-7 reminder-before",
      "due+0 reminder-due",
      "due+7 reminder-late",
      "due+15 reminder-late",
    ]);
    expect(reminderSteps.map((step) => dayOfStep(step, "2026-11-30"))).toEqual([
      "2026-11-23",
      "2026-11-30",
      "2026-12-07",
      "2026-12-15",
    ]);
  });

  it("never has two steps of one invoice open on one day", () => {
    const day = fc.integer({ min: 0, max: 3650 }).map((days) => addDays("2026-01-01", days));
    fc.assert(
      fc.property(day, fc.integer({ min: -40, max: 40 }), (dueDate, offset) => {
        const today = addDays(dueDate, offset);
        const open = reminderSteps.filter((step) => {
          const { from, to } = dueDatesFor(step, today);
          return dueDate >= from && dueDate <= to;
        });
        expect(open.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("is caught up with for two days and then given up", () => {
    const onTheDay = reminderSteps[1];
    if (!onTheDay) throw new Error("The plan has a day itself");
    const open = (today: string) => {
      const { from, to } = dueDatesFor(onTheDay, today);
      return from <= "2026-11-30" && "2026-11-30" <= to;
    };
    expect(catchUpDays).toBe(2);
    expect(
      ["2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03"].map(open),
    ).toEqual([false, true, true, true, false]);
  });

  it("does not remind of what arrives on the very day of the step", () => {
    const [before] = reminderSteps;
    if (!before) throw new Error("The plan has a first step");
    expect(wasToldBefore(before, "2026-11-30", "2026-11-22")).toBe(true);
    expect(wasToldBefore(before, "2026-11-30", "2026-11-23")).toBe(false);
  });
});

describe("the day of reminders", () => {
  it.each([
    ["2026-11-30T06:59:00Z", "2026-11-29"],
    ["2026-11-30T07:00:00Z", "2026-11-30"],
    ["2026-11-30T22:59:00Z", "2026-11-30"],
    // Midnight in Paris is 23:00 UTC; nobody is reminded before eight.
    ["2026-11-30T23:30:00Z", "2026-11-30"],
    ["2026-07-01T05:59:00Z", "2026-06-30"],
    ["2026-07-01T06:00:00Z", "2026-07-01"],
  ])("at %s it is %s in Paris", (instant, day) => {
    expect(reminderDay(new Date(instant), "Europe/Paris")).toBe(day);
  });
});
