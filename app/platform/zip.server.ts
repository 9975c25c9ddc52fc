import { type PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Day } from "./calendar.ts";

/** A file on its way into an archive. Names are safe and unique: the caller's business. */
export interface ZippedFile {
  name: string;
  bytes: Uint8Array;
  /** What the archive says it was last changed on. */
  day: Day;
}

/**
 * Files as the parts of a ZIP archive, ZIP64 where it must be. The next file is asked for when the one before has begun to leave:
 * whoever reads slowly holds the work up, whoever stops reading ends it, and never more than two files are in memory. What
 * `files` throws breaks the archive off, so that nobody takes a part of it for the whole.
 */
export async function* zipOf(files: AsyncGenerator<ZippedFile>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const out = zip.outputStream as PassThrough;
  const breakOff = (error: Error) => void out.destroy(error);
  zip.on("error", breakOff);
  let read = true;
  const fill = async () => {
    for await (const file of files) {
      if (!read) return;
      await begun(zip, file);
    }
    zip.end();
  };
  fill().catch(breakOff);
  try {
    for await (const part of out) yield part as Uint8Array;
  } finally {
    read = false;
    await files.return(undefined);
  }
}

/** Hands a file over, and resolves once those before it have gone and it is being read. */
function begun(zip: ZipFile, { name, bytes, day }: ZippedFile): Promise<void> {
  // The library keeps its closures until the end: they may hold this, which lets go of the bytes, and nothing else of the file.
  const waiting: { source: Readable | null } = { source: Readable.from([bytes]) };
  const [year = 1980, month = 1, date = 1] = day.split("-").map(Number);
  // A ZIP's time has no zone, it is what a clock on the wall showed; noon, because nobody knows the hour.
  const options = { mtime: new Date(year, month - 1, date, 12), forceDosTimestamp: true };
  return new Promise((resolve) => {
    zip.addReadStreamLazy(name, options, (give) => {
      const { source } = waiting;
      waiting.source = null;
      if (source) give(null, source);
      resolve();
    });
  });
}
