import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { unzip } from "#tests/support/unzip.ts";
import { type ZippedFile, zipOf } from "./zip.server.ts";

/** Files of their own size, and how far they have been asked for. */
function made(count: number, size: number) {
  const progress = { made: 0, ended: false };
  async function* files(): AsyncGenerator<ZippedFile> {
    try {
      for (; progress.made < count; progress.made += 1)
        yield { name: `${progress.made}.bin`, bytes: randomBytes(size), day: "2026-10-31" };
    } finally {
      progress.ended = true;
    }
  }
  return { progress, files: files() };
}

async function whole(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const kept: Uint8Array[] = [];
  for await (const part of parts) kept.push(part);
  return Buffer.concat(kept);
}

async function* each(...files: ZippedFile[]): AsyncGenerator<ZippedFile> {
  yield* files;
}

test("what goes in comes out: bytes, names in any script, the day whatever the zone", async () => {
  const files: ZippedFile[] = [
    { name: "FA-1.pdf", bytes: randomBytes(300_000), day: "2026-10-31" },
    { name: "Reçu n° 請求書.xml", bytes: Buffer.from("<a/>".repeat(50_000)), day: "2024-02-29" },
    { name: "empty", bytes: new Uint8Array(), day: "1999-12-31" },
  ];
  const archive = await whole(zipOf(each(...files)));
  const found = await unzip(archive);
  expect(found.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
  files.forEach(({ bytes }, index) => {
    expect(Buffer.compare(found[index]?.bytes ?? Buffer.of(1), bytes)).toBe(0);
  });
  expect(found.map(({ changed }) => changed.toDateString())).toEqual([
    "Sat Oct 31 2026",
    "Thu Feb 29 2024",
    "Fri Dec 31 1999",
  ]);
  // What repeats itself is packed.
  expect(archive.length).toBeLessThan(310_000);
});

test("many files, each once and whole", async () => {
  const { files } = made(3000, 100);
  const found = await unzip(await whole(zipOf(files)));
  expect(found.map(({ name }) => name)).toEqual(found.map((_, index) => `${index}.bin`));
  expect(found).toHaveLength(3000);
});

test("files are made no faster than they are read, and no more once nobody reads", async () => {
  const { files, progress } = made(1000, 200_000);
  let received = 0;
  for await (const part of zipOf(files)) {
    received += part.length;
    expect(progress.made * 200_000 - received).toBeLessThan(3 * 200_000);
    if (received > 20_000_000) break;
  }
  expect(progress.ended).toBe(true);
  expect(progress.made).toBeLessThan(110);
});

test("breaks off with what a file's making throws, and is then no archive", async () => {
  async function* broken(): AsyncGenerator<ZippedFile> {
    yield { name: "first", bytes: randomBytes(100_000), day: "2026-10-31" };
    throw new Error("The file store is away");
  }
  const kept: Uint8Array[] = [];
  const reading = async () => {
    for await (const part of zipOf(broken())) kept.push(part);
  };
  await expect(reading()).rejects.toThrow("The file store is away");
  await expect(unzip(Buffer.concat(kept))).rejects.toThrow();
});
