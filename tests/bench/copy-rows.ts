import pg from "pg";

/** The part of the driver's connection that COPY needs (pg knows the messages, and leaves what they carry to others). */
interface Wire {
  query(text: string): void;
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
}

/** A COPY statement as the driver runs queries: from these rows, or gathering those that come. */
class Copy {
  readonly done: Promise<Buffer[]>;
  readonly #text: string;
  readonly #rows: Buffer[];
  #settle: { resolve(rows: Buffer[]): void; reject(error: Error): void } | null = null;

  constructor(text: string, rows: Buffer[] = []) {
    this.#text = text;
    this.#rows = rows;
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
  }

  submit(wire: Wire): void {
    wire.query(this.#text);
  }

  handleCopyInResponse(wire: Wire): void {
    for (const chunk of this.#rows) wire.sendCopyFromChunk(chunk);
    wire.endCopyFrom();
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // The driver uses its buffer again.
    this.#rows.push(Buffer.from(chunk));
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#settle?.reject(error);
  }

  handleReadyForQuery(): void {
    this.#settle?.resolve(this.#rows);
  }
}

function copy(client: pg.Client, text: string, rows?: Buffer[]): Promise<Buffer[]> {
  const statement = new Copy(text, rows);
  client.query(statement as unknown as pg.Submittable);
  return statement.done;
}

/**
 * Copies the rows of these tables (parents first) from one database into another with COPY, in one transaction. Answers how
 * many, and the milliseconds of the writing. Connects as their owner.
 */
export async function copyRows(
  urls: { from: string; to: string },
  tables: readonly string[],
): Promise<{ rows: number; milliseconds: number }> {
  const [from, to] = [urls.from, urls.to].map((url) => new pg.Client({ connectionString: url }));
  await Promise.all([from!.connect(), to!.connect()]);
  try {
    const copies: { statement: string; rows: Buffer[] }[] = [];
    for (const table of tables) {
      // The owner is bound by forced policies, and COPY FROM refuses tables that have them. Indexes, keys and triggers stay.
      for (const client of [from!, to!])
        await client.query(`alter table ${table} no force row level security`);
      // Both began as the same world: what was there comes along. Some tables only grow, unless told otherwise for a moment.
      await to!.query(
        `alter table ${table} disable trigger user; delete from ${table}; alter table ${table} enable trigger user`,
      );
      const columns = await columnsOf(from!, table);
      const rows = await copy(from!, `copy ${table} (${columns}) to stdout`);
      if (rows.length === 0) throw new Error(`Nothing in ${table}`);
      copies.push({ statement: `copy ${table} (${columns}) from stdin`, rows });
    }
    const packed = copies.map((each) => ({ ...each, rows: inPieces(each.rows) }));
    const started = performance.now();
    await to!.query("begin");
    for (const { statement, rows } of packed) await copy(to!, statement, rows);
    await to!.query("commit");
    const milliseconds = performance.now() - started;
    return { rows: copies.reduce((sum, { rows }) => sum + rows.length, 0), milliseconds };
  } finally {
    await Promise.all([from!.end(), to!.end()]);
  }
}

/** A message per row would measure the driver. */
function inPieces(rows: Buffer[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < rows.length; at += 200)
    pieces.push(Buffer.concat(rows.slice(at, at + 200)));
  return pieces;
}

/** All columns but the generated ones, which cannot be written. */
async function columnsOf(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows[0]?.names ?? "";
}
