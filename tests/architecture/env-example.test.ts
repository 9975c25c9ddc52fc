import { expect, test } from "vitest";
import { readConfig, variableNames } from "#app/platform/config.server.ts";
import { projectFile } from "./source-files.ts";

// "#NAME=…" is a variable too, of the other of two ways; "# …" are words.
const all = projectFile(".env.example")
  .split("\n")
  .filter((line) => line.trim() && !line.startsWith("# "));
const lines = all.map((line) => line.replace(/^#/, ""));
const assignment = (line: string): [string, string] => {
  const [, name, value] = /^([A-Z0-9_]+)=(.*?) # /.exec(line)!;
  return [name!, value!.replace(/^"(.*)"$/, "$1")];
};

test(".env.example has one line for each variable that the program reads, and no other", () => {
  const named = lines.map((line) => line.split("=")[0]);
  expect(named).toEqual(variableNames);
});

test("every line says what the variable is for", () => {
  expect(lines.filter((line) => !/^[A-Z0-9_]+=\S.* # \S.*$/.test(line))).toEqual([]);
});

test("the example is a configuration that the program accepts", () => {
  const example = all.filter((line) => !line.startsWith("#")).map(assignment);
  const config = readConfig(Object.fromEntries(example));
  expect(config.demo).toBe(false);
  expect(config.appUrl).toBe("https://factures.example.com");
});

test("so is the other way, files in S3", () => {
  const example = lines.filter((line) => !line.startsWith("FILES_DIR=")).map(assignment);
  const { files } = readConfig(Object.fromEntries(example));
  expect(files).toMatchObject({ kind: "s3", bucket: "invoice-portal-files", region: "eu-west-3" });
});
