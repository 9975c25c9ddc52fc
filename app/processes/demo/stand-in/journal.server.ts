import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

/** One kind of record, by id, in order of first arrival. */
export interface Collection<T> {
  get(id: string): T | undefined;
  put(id: string, value: T): T;
  delete(id: string): void;
  has(id: string): boolean;
  values(): T[];
  readonly size: number;
}

type Line = { in: string; id: string; is?: unknown };

/**
 * Collections in memory and, given a folder, in a file of JSON lines. Every change is appended before `put` returns, so a killed
 * process has told nobody of anything it then forgets. Opening reads the lines and, where most of them are superseded, writes the
 * file anew. A torn last line (the process died while writing) is dropped: nobody was told of it.
 */
export class Journal {
  readonly #collections = new Map<string, Map<string, unknown>>();
  #file: number | null = null;

  /** `directory` null keeps everything in memory only. `name` is the file's, without extension. */
  static async open(directory: string | null, name: string): Promise<Journal> {
    const journal = new Journal();
    if (directory === null) return journal;
    mkdirSync(directory, { recursive: true });
    const file = path.join(directory, `${name}.jsonl`);
    const lines = existsSync(file) ? await journal.#read(file) : 0;
    if (lines > 2 * journal.#count()) journal.#compact(file);
    journal.#file = openSync(file, "a");
    // Ends a torn line, so that the next one starts on its own; blank lines are skipped when reading.
    if (lines > 0) writeSync(journal.#file, "\n");
    return journal;
  }

  collection<T>(name: string): Collection<T> {
    const records = this.#recordsOf(name) as Map<string, T>;
    return {
      get: (id) => records.get(id),
      has: (id) => records.has(id),
      put: (id, value) => {
        records.set(id, value);
        this.#append({ in: name, id, is: value });
        return value;
      },
      delete: (id) => {
        if (records.delete(id)) this.#append({ in: name, id });
      },
      values: () => [...records.values()],
      get size() {
        return records.size;
      },
    };
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
  }

  async #read(file: string): Promise<number> {
    let count = 0;
    for await (const text of createInterface({ input: createReadStream(file) })) {
      if (text === "") continue;
      count += 1;
      const line = parse(text);
      if (line === null) continue;
      const records = this.#recordsOf(line.in);
      if (line.is === undefined) records.delete(line.id);
      else records.set(line.id, line.is);
    }
    return count;
  }

  #compact(file: string): void {
    const fresh = openSync(`${file}.new`, "w");
    for (const [name, records] of this.#collections)
      for (const [id, value] of records)
        writeSync(fresh, `${JSON.stringify({ in: name, id, is: value })}\n`);
    closeSync(fresh);
    renameSync(`${file}.new`, file);
  }

  #append(line: Line): void {
    if (this.#file !== null) writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }

  #recordsOf(name: string): Map<string, unknown> {
    let records = this.#collections.get(name);
    if (records === undefined) {
      records = new Map();
      this.#collections.set(name, records);
    }
    return records;
  }

  #count(): number {
    let total = 0;
    for (const records of this.#collections.values()) total += records.size;
    return total;
  }
}

function parse(text: string): Line | null {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return null;
  }
}
