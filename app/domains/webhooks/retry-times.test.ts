import fc from "fast-check";
import { expect, test } from "vitest";
import { later, minutes, seconds } from "#app/platform/duration.ts";
import { nextTry, pauseAfter, triedFor } from "./retry-times.ts";

const start = new Date("2026-11-16T09:00:00Z");
const giveUpAt = later(start, triedFor);

test("tries again later and later, for three days", () => {
  const tries: Date[] = [start];
  while (tries.at(-1)! < giveUpAt) tries.push(nextTry(tries.at(-1)!, tries.length, giveUpAt, 0.5));
  const waits = tries.slice(1, 8).map((at, index) => (Number(at) - Number(tries[index])) / 1000);
  expect(waits).toEqual([30, 90, 270, 810, 2430, 7290, 21_600]);
  expect(tries.at(-1)).toEqual(giveUpAt);
  expect(tries.length).toBeLessThan(25);
});

test("always forward, never past the end, a fifth around the middle", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempts, random) => {
        const at = nextTry(start, attempts, giveUpAt, random);
        const middle = Number(nextTry(start, attempts, giveUpAt, 0.5)) - Number(start);
        const wait = Number(at) - Number(start);
        expect(wait).toBeGreaterThanOrEqual(Math.floor(middle * 0.8));
        expect(wait).toBeLessThanOrEqual(Math.ceil(middle * 1.2));
        expect(at <= giveUpAt).toBe(true);
      },
    ),
  );
  expect(nextTry(start, 9, later(start, seconds(1)), 0)).toEqual(later(start, seconds(1)));
});

test("an endpoint that fails again and again is left alone, five minutes at most", () => {
  expect([1, 4, 5, 6, 9, 10, 1000].map(pauseAfter)).toEqual([
    0,
    0,
    seconds(10),
    seconds(20),
    seconds(160),
    minutes(5),
    minutes(5),
  ]);
});
