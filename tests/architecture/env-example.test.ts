import { expect, test } from "vitest";
import { readConfig, variableNames } from "#app/platform/config.server.ts";
import { projectFile } from "./source-files.ts";

const lines = projectFile(".env.example")
  .split("\n")
  .filter((line) => line.trim() && !line.startsWith("#"));

test(".env.example has one line for each variable that the program reads, and no other", () => {
  const named = lines.map((line) => line.split("=")[0]);
  expect(named).toEqual(variableNames);
});

test("every line says what the variable is for", () => {
  expect(lines.filter((line) => !/^[A-Z0-9_]+=\S.* # \S.*$/.test(line))).toEqual([]);
});

test("the example is a configuration that the program accepts", () => {
  const example = lines.map((line) => {
    const [, name, value] = /^([A-Z0-9_]+)=(.*?) # /.exec(line)!;
    return [name, value!.replace(/^"(.*)"$/, "$1")];
  });
  const config = readConfig(Object.fromEntries(example));
  expect(config.demo).toBe(false);
  expect(config.appUrl).toBe("https://factures.example.com");
});
