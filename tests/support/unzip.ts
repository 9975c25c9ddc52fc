import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import yauzl from "yauzl";

/** A file of an archive, as somebody else's program reads it. */
export interface Unzipped {
  name: string;
  bytes: Buffer;
  /** As a clock on the wall shows it: a ZIP knows no zone. */
  changed: Date;
}

/** Unpacks an archive in its order; throws for one that is broken off, or whose checksums are wrong. */
export async function unzip(archive: Uint8Array): Promise<Unzipped[]> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(archive), { strictFileNames: true });
  const files: Unzipped[] = [];
  for await (const entry of zip.eachEntry()) {
    const bytes = await buffer(await zip.openReadStreamPromise(entry));
    if (crc32(bytes) !== entry.crc32) throw new Error(`${entry.fileName} is damaged`);
    files.push({ name: entry.fileName, bytes, changed: entry.getLastModDate() });
  }
  return files;
}
