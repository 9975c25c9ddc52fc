import { createHash } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { startS3Server } from "#tests/support/s3-server.ts";
import { s3FileStore } from "./s3-files.server.ts";

const server = await startS3Server();
const { config, objects, asked, instead } = server;
afterAll(() => server.stop());
beforeEach(() => {
  objects.clear();
  asked.length = 0;
  instead.length = 0;
});

const store = s3FileStore(config);
const bytes = Buffer.from("%PDF-1.7 é\u0000\u00ff", "latin1");
const hash = createHash("sha256").update(bytes).digest("hex");

test("keeps bytes under their hash, signed as the service computes it, and gives them back", async () => {
  expect(await store.put(bytes)).toBe(hash);
  expect([...objects.keys()]).toEqual([`portal-files/${hash.slice(0, 2)}/${hash}`]);
  expect(Buffer.from((await store.get(hash))!).equals(bytes)).toBe(true);
  expect(asked).toEqual(["PUT 200", "GET 200"]);
});

test("the same bytes again are not written again", async () => {
  await store.put(bytes);
  const [kept] = objects.values();
  expect(await store.put(bytes)).toBe(hash);
  expect(asked).toEqual(["PUT 200", "PUT 412"]);
  expect([...objects.values()]).toEqual([kept]);
});

test("an empty file is a file", async () => {
  const empty = await store.put(new Uint8Array());
  expect(await store.get(empty)).toHaveLength(0);
});

test("what is not there is null; a bucket that is not there is an error", async () => {
  expect(await store.get(hash)).toBeNull();
  const elsewhere = s3FileStore({ ...config, bucket: "nowhere" });
  await expect(elsewhere.get(hash)).rejects.toThrow("answered 404 NoSuchBucket: GET http");
});

test("what is no hash never becomes an address", async () => {
  await expect(store.get("../secrets")).rejects.toThrow("Not a file hash");
  expect(asked).toEqual([]);
});

test("a wrong secret, region or key is told, with what the key must be allowed", async () => {
  for (const wrong of [{ secretAccessKey: "x" }, { region: "x" }, { accessKeyId: "x" }]) {
    const stranger = s3FileStore({ ...config, ...wrong });
    await expect(stranger.put(bytes)).rejects.toThrow(/403 SignatureDoesNotMatch.*list the bucket/);
  }
  expect(objects.size).toBe(0);
});

test("a service in trouble is asked again", async () => {
  instead.push({ status: 503, code: "SlowDown" }, { status: 500, code: "InternalError" });
  await store.put(bytes);
  expect(asked).toEqual(["PUT 503", "PUT 500", "PUT 200"]);
});

test("one that stays in trouble is told, with its own words", async () => {
  instead.push(...Array(3).fill({ status: 503, code: "SlowDown" }));
  await expect(store.get(hash)).rejects.toThrow("answered 503 SlowDown: GET http");
});

test("somebody writing the same bytes at the same instant is waited for", async () => {
  instead.push({ status: 409, code: "ConditionalRequestConflict" });
  expect(await store.put(bytes)).toBe(hash);
  expect(asked).toEqual(["PUT 409", "PUT 200"]);
});

test("silence ends, and so does a service that is not there", async () => {
  instead.push("silence");
  const hasty = s3FileStore(config, { patience: 50 });
  await expect(hasty.get(hash)).rejects.toThrow("did not answer within 50 ms");
  const nobody = s3FileStore({ ...config, endpoint: "http://127.0.0.1:9" });
  await expect(nobody.put(bytes)).rejects.toThrow("cannot be reached: PUT http://127.0.0.1:9/");
});
