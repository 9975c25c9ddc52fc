import { sql } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { apiRefusals } from "#db/schema/accounts.ts";
import { type ApiRefusal, type KeptRefusal, keptRefusal } from "./api-refusal.ts";

/** Rows of one key, and of all strangers together; the newest stay. */
export const mostRefusalsPerKey = 1000;

/** Rows that a process writes of one key before it looks for the oldest: looking takes longer than writing. */
export const rowsBetweenTrims = 50;

/** Different refusals that may wait for a write; more are counted in our own log only. */
const mostWaiting = 500;

type Needs = Pick<Context, "db" | "clock" | "logger">;

/**
 * Keeps a refusal for the integrations page. Returns at once: the answer neither waits for it nor fails with it, and whatever the refused
 * call did in the database has ended before. One write runs at a time and takes along all that came meanwhile, equal ones counted
 * together: however fast somebody is refused, it costs one connection. What a dying process had not written is lost.
 */
export function recordApiRefusal(context: Needs, refusal: ApiRefusal): void {
  const at = context.clock.now();
  writerOf(context).add(keptRefusal(refusal, at), at);
}

/** Resolves once everything recorded so far was written, or was found impossible to write. */
export async function apiRefusalsWritten(context: Needs): Promise<void> {
  await writerOf(context).idle();
}

interface Waiting {
  kept: KeptRefusal;
  count: number;
  firstAt: Date;
  lastAt: Date;
}

class RefusalWriter {
  readonly #context: Needs;
  #waiting = new Map<string, Waiting>();
  #lost = 0;
  #writing: Promise<void> | null = null;
  /** Rows written of each key since its oldest were looked for; a key that is not in it was never looked at. */
  readonly #untrimmed = new Map<string | null, number>();

  constructor(context: Needs) {
    this.#context = context;
  }

  add(kept: KeptRefusal, at: Date): void {
    const known = this.#waiting.get(kept.fingerprint);
    if (known) {
      known.count += 1;
      known.lastAt = at;
    } else if (this.#waiting.size >= mostWaiting) this.#lost += 1;
    else this.#waiting.set(kept.fingerprint, { kept, count: 1, firstAt: at, lastAt: at });
    this.#writing ??= this.#writeAll();
  }

  async idle(): Promise<void> {
    await this.#writing;
  }

  async #trim(group: readonly Waiting[]): Promise<void> {
    for (const apiKeyId of new Set(group.map(({ kept }) => kept.apiKeyId))) {
      const rows = group.filter(({ kept }) => kept.apiKeyId === apiKeyId).length;
      const untrimmed = (this.#untrimmed.get(apiKeyId) ?? rowsBetweenTrims) + rows;
      const isTime = untrimmed >= rowsBetweenTrims;
      if (isTime) await trim(this.#context, apiKeyId);
      this.#untrimmed.set(apiKeyId, isTime ? 0 : untrimmed);
    }
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.size > 0) {
      const group = [...this.#waiting.values()];
      this.#waiting = new Map();
      try {
        await write(this.#context, group);
        await this.#trim(group);
      } catch (error) {
        this.#context.logger.warn({ error, rows: group.length }, "Refusals were not recorded");
      }
    }
    if (this.#lost > 0)
      this.#context.logger.warn({ refusals: this.#lost }, "Too many refusals to record them all");
    this.#lost = 0;
    this.#writing = null;
  }
}

/**
 * One statement, whose text is the same for one row and for five hundred: it is prepared once per connection. In one order, so that two
 * processes that count the same refusals do not wait for each other.
 */
async function write({ db }: Needs, group: readonly Waiting[]): Promise<void> {
  const rows = group.map(({ kept, count, firstAt, lastAt }) => ({
    ...kept,
    id: newId(),
    count,
    firstAt,
    lastAt,
  }));
  await db.execute(sql`
    insert into ${apiRefusals} as known (id, api_key_id, key_prefix, fingerprint, count, first_at, last_at, method, path, status,
      kind, language, detail, errors, errors_left_out, invoice_number, customer_number, size, line, lines_left_out)
    select id, "apiKeyId", "keyPrefix", fingerprint, count, "firstAt", "lastAt", method, path, status,
      kind, language, detail, errors, "errorsLeftOut", "invoiceNumber", "customerNumber", size, line, "linesLeftOut"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "apiKeyId" uuid, "keyPrefix" text, fingerprint text,
      count int, "firstAt" timestamptz, "lastAt" timestamptz, method text, path text, status int, kind text, language text,
      detail text, errors jsonb, "errorsLeftOut" int, "invoiceNumber" text, "customerNumber" text, size bigint, line int,
      "linesLeftOut" int)
    order by fingerprint
    on conflict (fingerprint) do update set count = known.count + excluded.count,
      last_at = greatest(known.last_at, excluded.last_at), size = excluded.size, lines_left_out = excluded.lines_left_out`);
}

async function trim({ db }: Needs, apiKeyId: string | null): Promise<void> {
  const ofKey = apiKeyId === null ? sql`api_key_id is null` : sql`api_key_id = ${apiKeyId}::uuid`;
  await db.execute(sql`
    delete from ${apiRefusals} where id in (select id from ${apiRefusals} where ${ofKey}
      order by last_at desc, id desc offset ${mostRefusalsPerKey}::int)`);
}

const writers = new WeakMap<Context["db"], RefusalWriter>();

/** One per process: it is the process's connections that are spared. */
function writerOf(context: Needs): RefusalWriter {
  let writer = writers.get(context.db);
  if (!writer) {
    writer = new RefusalWriter(context);
    writers.set(context.db, writer);
  }
  return writer;
}
