import { expect, test } from "vitest";
import { ConfigError, type Environment, readConfig, readDemoNeeds } from "./config.server.ts";

const complete = {
  APP_URL: "https://factures.example",
  DATABASE_URL: "postgres://portal@localhost/portal",
  APP_SECRET: "thirty-two bytes or more: enough now",
  STRIPE_SECRET_KEY: "sk_test",
  STRIPE_WEBHOOK_SECRET: "whsec_test",
  RESEND_API_KEY: "re_test",
  RESEND_WEBHOOK_SECRET: "whsec_test",
  MAIL_FROM: "factures@example.test",
};
const s3 = {
  S3_ENDPOINT: "https://s3.example/",
  S3_BUCKET: "portal-files",
  S3_REGION: "eu-west-3",
  S3_ACCESS_KEY_ID: "AKIA",
  S3_SECRET_ACCESS_KEY: "secret",
};

function problemsOf(environment: Environment, read: (from: Environment) => unknown = readConfig) {
  try {
    read(environment);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ variable, problem }) => `${variable} ${problem}`);
  }
}

test("files are kept in a directory or in S3", () => {
  expect(readConfig({ ...complete, FILES_DIR: "/files" }).files).toEqual({
    kind: "disk",
    directory: "/files",
  });
  expect(readConfig({ ...complete, ...s3 }).files).toEqual({
    kind: "s3",
    endpoint: "https://s3.example",
    bucket: "portal-files",
    region: "eu-west-3",
    accessKeyId: "AKIA",
    secretAccessKey: "secret",
  });
});

test("neither is one problem that names both ways", () => {
  expect(problemsOf(complete)).toEqual([
    "FILES_DIR is missing (or set S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY)",
  ]);
});

test("half of S3 names what is missing, each once, and does not ask for the other way", () => {
  const half = { ...complete, S3_BUCKET: "portal-files", S3_REGION: "eu-west-3" };
  expect(problemsOf(half)).toEqual([
    "S3_ENDPOINT is missing, while S3_BUCKET is set",
    "S3_ACCESS_KEY_ID is missing, while S3_BUCKET is set",
    "S3_SECRET_ACCESS_KEY is missing, while S3_BUCKET is set",
  ]);
  expect(problemsOf({ S3_REGION: "eu-west-3" }, readDemoNeeds)).toHaveLength(4);
});

test("what is malformed is not missing as well", () => {
  expect(problemsOf({ ...complete, ...s3, S3_ENDPOINT: "s3.example" })).toEqual([
    "S3_ENDPOINT must be an http(s) URL",
  ]);
});

test("both ways at once are refused: nobody could say where a file is", () => {
  expect(problemsOf({ ...complete, ...s3, FILES_DIR: "/files" })).toEqual([
    "FILES_DIR is set, and so is S3_ENDPOINT: files are kept in one place",
  ]);
});

test("everything that is missing is reported at once, each once", () => {
  const found = problemsOf({ RESEND_API_KEY: "re_test" });
  const names = found.map((line) => line.split(" ")[0]);
  expect(names.toSorted()).toEqual([
    "APP_SECRET",
    "APP_URL",
    "DATABASE_URL",
    "FILES_DIR",
    "MAIL_FROM",
    "RESEND_WEBHOOK_SECRET",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
  ]);
});
