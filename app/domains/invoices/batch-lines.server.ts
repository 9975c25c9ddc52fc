/** A line of the input without its end; `bytes` null when it was too long to be kept. */
export interface BatchLine {
  line: number;
  bytes: Uint8Array | null;
}

const newline = 10;
const carriageReturn = 13;

/**
 * Cuts a stream into lines and hands them over in groups: what has arrived, as soon as nothing more is waiting to be read, and
 * at most `mostLines` (or about a document's limit of bytes) at once. So a fast sender gets large transactions and one who waits for each answer
 * gets it. Blank lines are counted and skipped. A sender that breaks off mid-line is told by the stream's own error; what
 * was whole before is handed over first.
 */
export async function* groupLines(
  body: AsyncIterable<Uint8Array>,
  { mostLines, mostLineBytes }: { mostLines: number; mostLineBytes: number },
): AsyncGenerator<BatchLine[]> {
  const cutter = new LineCutter(mostLineBytes);
  const chunks = body[Symbol.asyncIterator]();
  let group: BatchLine[] = [];
  let bytes = 0;
  let failure: { error: unknown } | null = null;
  try {
    let reading = chunks.next();
    for (;;) {
      const chunk = await soon(reading).catch((error: unknown) => ({ error }));
      if (chunk === "later") {
        if (group.length > 0) yield group;
        [group, bytes] = [[], 0];
        await reading.catch(() => {});
        continue;
      }
      if ("error" in chunk) {
        failure = chunk;
        break;
      }
      for (const line of chunk.done ? cutter.end() : cutter.cut(chunk.value)) {
        group.push(line);
        bytes += line.bytes?.length ?? 0;
        if (group.length < mostLines && bytes < mostLineBytes / 4) continue;
        yield group;
        [group, bytes] = [[], 0];
      }
      if (chunk.done) break;
      reading = chunks.next();
    }
    if (group.length > 0) yield group;
  } finally {
    await chunks.return?.();
  }
  if (failure) throw failure.error;
}

/** The promise's value, or "later" when it has none by the next turn of the event loop. */
async function soon<T>(promise: Promise<T>): Promise<T | "later"> {
  const turn = new Promise<"later">((resolve) => setImmediate(resolve, "later"));
  return Promise.race([promise, turn]);
}

class LineCutter {
  readonly #most: number;
  #line = 0;
  #begun: Uint8Array[] = [];
  #begunBytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  *cut(chunk: Uint8Array): Generator<BatchLine> {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(newline, start);
      if (end === -1) break;
      this.#keep(chunk.subarray(start, end));
      yield* this.#take();
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
  }

  /** The last line may lack its end. */
  *end(): Generator<BatchLine> {
    if (this.#begunBytes > 0) yield* this.#take();
  }

  #keep(part: Uint8Array): void {
    this.#begunBytes += part.length;
    // Too long already: only counted, until its end comes.
    if (this.#begunBytes > this.#most) this.#begun = [];
    else if (part.length > 0) this.#begun.push(part);
  }

  *#take(): Generator<BatchLine> {
    this.#line += 1;
    const tooLong = this.#begunBytes > this.#most;
    const bytes = withoutReturn(Buffer.concat(this.#begun));
    this.#begun = [];
    this.#begunBytes = 0;
    if (tooLong) yield { line: this.#line, bytes: null };
    else if (!isBlank(bytes)) yield { line: this.#line, bytes };
  }
}

function withoutReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 32 || byte === 9 || byte === carriageReturn);
}
