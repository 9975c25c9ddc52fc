import { setImmediate as othersTurn } from "node:timers/promises";
import type { IntegrationViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import { type BatchLine, groupLines } from "./batch-lines.server.ts";
import { billerToday } from "./biller-day.server.ts";
import {
  answerFor,
  type Ingested,
  type IngestOptions,
  type IngestRefusal,
  isDataException,
  unstorable,
} from "./ingest-invoice.server.ts";
import { type CheckedInvoice, checkInvoice, type ReadyInvoice } from "./ready-invoice.server.ts";
import { storeInvoices } from "./store-invoices.server.ts";

/** What became of one line. Lines are numbered from 1; blank ones count and have no answer. */
export interface BatchAnswer {
  line: number;
  answer: Ingested | IngestRefusal | Refusal<"too-large"> | Refusal<"not-stored">;
  /** The line itself, if it was refused. */
  document?: Uint8Array;
}

/** The longest line that is read, as for a single document. */
export const mostLineBytes = 20 * 1024 * 1024;

/** Groups that are stored at a time, while the next is read and checked: the database and this process wait less for each other. */
const mostAtOnce = 2;

/**
 * Takes in newline-delimited JSON of any length, one document a line. Answers come in order, in groups as the lines arrive;
 * each group is one transaction, and a line that cannot be stored is tried on its own so that it stops no other. While
 * groups are being stored the next one is read and checked. Reads no further than that: memory stays flat, the sender waits.
 */
export async function* ingestBatch(
  context: Context,
  _viewer: IntegrationViewer,
  body: AsyncIterable<Uint8Array>,
  options: IngestOptions,
): AsyncGenerator<BatchAnswer[]> {
  const groups = groupLines(body, { mostLines: 200, mostLineBytes });
  const storing: Storing[] = [];
  let next = groups.next();
  let failure: { error: unknown } | null = null;
  for (;;) {
    const group = await next.catch((error: unknown) => ({ error }));
    if ("error" in group) failure = group;
    if ("error" in group || group.done) break;
    const checked = await checkLines(context, group.value, options);
    const numbers = numbersOf(checked);
    let [first] = storing;
    while (first && (storing.length === mostAtOnce || mustWait(numbers, storing, options))) {
      yield await first.answers;
      storing.shift();
      [first] = storing;
    }
    const answers = storeLines(context, checked, options);
    // Heard when its turn comes; until then it must not end the process.
    answers.catch(() => {});
    storing.push({ numbers, answers });
    next = groups.next();
    // Whichever comes first: more lines to check meanwhile, or the answers, which the sender may be waiting for.
    while (storing[0] && (await isFirst(storing[0].answers, next))) {
      yield await storing[0].answers;
      storing.shift();
    }
  }
  // Also when the connection broke: what was read whole is stored whole, and can be sent again.
  for (const { answers } of storing) yield await answers;
  if (failure) throw failure.error;
}

/** A group that is being stored. */
interface Storing {
  readonly numbers: ReadonlySet<string>;
  readonly answers: Promise<BatchAnswer[]>;
}

/** Of two lines with the same number the earlier one is the invoice; and a customer is made by the first that names it. */
function mustWait(
  numbers: ReadonlySet<string>,
  storing: readonly Storing[],
  { createCustomer = false }: IngestOptions,
): boolean {
  return createCustomer || storing.some((group) => [...numbers].some((n) => group.numbers.has(n)));
}

async function isFirst(settled: Promise<unknown>, other: Promise<unknown>): Promise<boolean> {
  const yes = () => true;
  const no = () => false;
  return Promise.race([settled.then(yes, yes), other.then(no, no)]);
}

interface CheckedLine {
  line: number;
  bytes: Uint8Array;
  checked: CheckedInvoice | Exclude<BatchAnswer["answer"], Ingested>;
}

function numbersOf(lines: readonly CheckedLine[]): Set<string> {
  return new Set(
    lines.flatMap(({ checked }) => (isRefused(checked) ? [] : [checked.rows.invoice.number])),
  );
}

/** Milliseconds of checking after which whoever else asks this process for something, a page perhaps, has a turn. */
const longestTurn = 5;

async function checkLines(
  context: Context,
  lines: readonly BatchLine[],
  options: IngestOptions,
): Promise<CheckedLine[]> {
  const result: CheckedLine[] = [];
  let since = performance.now();
  for (const { line, bytes } of lines) {
    if (performance.now() - since > longestTurn) {
      await othersTurn();
      since = performance.now();
    }
    if (bytes === null) {
      result.push({ line, bytes: new Uint8Array(), checked: refused("too-large") });
      continue;
    }
    try {
      result.push({ line, bytes, checked: await checkInvoice(bytes, "application/json", options) });
    } catch (error) {
      // A bug that one document brings out must not stop the documents after it.
      context.logger.error({ error, line }, "A batch line could not be checked");
      result.push({ line, bytes, checked: refused("not-stored") });
    }
  }
  return result;
}

async function storeLines(
  context: Context,
  lines: readonly CheckedLine[],
  options: IngestOptions,
): Promise<BatchAnswer[]> {
  const fit = lines.filter((line): line is Fit => !isRefused(line.checked));
  const stored = await storeGroup(context, fit, options).catch(async (error: unknown) => {
    context.logger.warn({ error }, "A batch group failed as a whole: its lines one by one");
    const answers: BatchAnswer["answer"][] = [];
    for (const line of fit) answers.push(await storeAlone(context, line, options));
    return answers;
  });
  const byLine = new Map(fit.map(({ line }, index) => [line, stored[index]]));
  return lines.map(({ line, bytes, checked }) => {
    const answer = isRefused(checked) ? checked : byLine.get(line);
    if (!answer) throw new Error(`Line ${line} has no answer`);
    return isRefused(answer) ? { line, answer, document: bytes } : { line, answer };
  });
}

type Fit = CheckedLine & { checked: CheckedInvoice };

async function storeAlone(
  context: Context,
  line: Fit,
  options: IngestOptions,
): Promise<BatchAnswer["answer"]> {
  try {
    const [answer] = await storeGroup(context, [line], options);
    return answer ?? refused("not-stored");
  } catch (error) {
    if (isDataException(error)) return unstorable(options.language);
    context.logger.error({ error, line: line.line }, "A batch line could not be stored");
    return refused("not-stored");
  }
}

async function storeGroup(
  context: Context,
  lines: readonly Fit[],
  options: IngestOptions,
): Promise<BatchAnswer["answer"][]> {
  if (lines.length === 0) return [];
  const ready = await keepOriginals(context, lines, options);
  const work = inScope(context, "all", async (tx) => {
    const stored = await storeInvoices(context, tx, ready);
    const today = await billerToday(context, tx);
    const answers = lines.map(({ checked }, index) => {
      const own = stored[index];
      if (!own) throw new Error("An answer for every invoice");
      return answerFor(checked, own, today, options.language);
    });
    if (options.dryRun) throw new DryRun(answers);
    return answers;
  });
  return work.catch((error: unknown) => {
    if (error instanceof DryRun) return error.answers;
    throw error;
  });
}

/** The lines of a group are kept in one file, and each document is a part of it: a file per line would be most of the work. */
async function keepOriginals(
  context: Context,
  lines: readonly Fit[],
  { notify = true, createCustomer = false, dryRun = false }: IngestOptions,
): Promise<ReadyInvoice[]> {
  const newline = new Uint8Array([10]);
  const file = Buffer.concat(lines.flatMap(({ bytes }) => [bytes, newline]));
  const fileHash = dryRun ? "" : await context.files.put(file);
  let offset = 0;
  return lines.map(({ bytes, checked }) => {
    const part = { offset, length: bytes.length };
    offset += bytes.length + 1;
    const original = {
      fileHash,
      fileSize: file.length,
      mediaType: checked.mediaType,
      part,
    };
    return { ...checked, original, notify, createCustomer };
  });
}

/** Rolls a group back and carries its answers out: nothing that it names exists. */
class DryRun extends Error {
  readonly answers: BatchAnswer["answer"][];

  constructor(answers: (Ingested | IngestRefusal)[]) {
    super("Dry run");
    this.answers = answers.map((answer) =>
      isRefused(answer) || answer.outcome === "same" ? answer : { ...answer, id: null },
    );
  }
}
