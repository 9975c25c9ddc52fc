import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Journal } from "./journal.server.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "journal-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const lines = () =>
  readFileSync(path.join(directory, "things.jsonl"), "utf8").split("\n").filter(Boolean);

it("is on disk as soon as it is put, without being closed", async () => {
  const things = (await Journal.open(directory, "things")).collection<number>("numbers");
  things.put("a", 1);
  things.put("b", 2);
  things.delete("a");
  const again = (await Journal.open(directory, "things")).collection<number>("numbers");
  expect(again.values()).toEqual([2]);
  expect(again.has("a")).toBe(false);
});

it("forgets a line that was torn by a kill, and goes on after it", async () => {
  const first = (await Journal.open(directory, "things")).collection<number>("numbers");
  first.put("a", 1);
  appendFileSync(path.join(directory, "things.jsonl"), '{"in":"numbers","id":"b","is"');
  const second = (await Journal.open(directory, "things")).collection<number>("numbers");
  expect(second.values()).toEqual([1]);
  second.put("c", 3);
  const third = (await Journal.open(directory, "things")).collection<number>("numbers");
  expect(third.values()).toEqual([1, 3]);
});

it("writes itself anew where most lines are superseded, keeping the order of first arrival", async () => {
  const first = (await Journal.open(directory, "things")).collection<number>("numbers");
  first.put("a", 0);
  first.put("b", 0);
  for (let count = 1; count <= 10; count += 1) first.put("a", count);
  expect(lines()).toHaveLength(12);
  const second = (await Journal.open(directory, "things")).collection<number>("numbers");
  expect(lines()).toHaveLength(2);
  expect(second.values()).toEqual([10, 0]);
});
