import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/** Bytes by content: the same bytes are kept once, whatever they belong to. Who may read them is the caller's question. */
export interface FileStore {
  /** Keeps the bytes and answers their SHA-256 (hex). Putting them again is harmless. */
  put(bytes: Uint8Array): Promise<string>;
  /** The bytes, or null when they are not (or no longer) there. */
  get(hash: string): Promise<Uint8Array | null>;
}

/** Where a file is, under any root: `ab/ab12…`. Throws when this is no hash, so that no name leads elsewhere. */
export function keyOf(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error("Not a file hash");
  return `${hash.slice(0, 2)}/${hash}`;
}

/** Files under a directory outside the web root, spread over 256 folders by their hash. */
export function diskFileStore(directory: string): FileStore {
  const placeOf = (hash: string) => path.join(directory, keyOf(hash));
  return {
    async put(bytes) {
      const hash = createHash("sha256").update(bytes).digest("hex");
      const place = placeOf(hash);
      if (await exists(place)) return hash;
      await mkdir(path.dirname(place), { recursive: true });
      // Written aside and renamed: a crash in the middle leaves no half file under a whole file's name.
      const aside = `${place}.${randomUUID()}`;
      await writeFile(aside, bytes, { mode: 0o600 });
      await rename(aside, place);
      return hash;
    },
    async get(hash) {
      try {
        return await readFile(placeOf(hash));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
    },
  };
}

async function exists(place: string): Promise<boolean> {
  return stat(place).then(
    () => true,
    () => false,
  );
}
