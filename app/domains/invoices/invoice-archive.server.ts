import { setTimeout as pause } from "node:timers/promises";
import type { PersonViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import { QueueFull } from "#app/platform/thread-pool.server.ts";
import { type ZippedFile, zipOf } from "#app/platform/zip.server.ts";
import { fileNamer } from "./archive-names.ts";
import { billerToday } from "./biller-day.server.ts";
import { invoiceCsv } from "./invoice-csv.ts";
import { invoiceXml } from "./invoice-xml.server.ts";
import { invoicePdf } from "./pdf/invoice-pdf.server.ts";
import { everyInvoice, type InvoiceSearch, type ListedInvoice } from "./search-invoices.server.ts";

interface Asked {
  language: Language;
  /** Aborted when nobody waits for the archive any more. */
  signal?: AbortSignal;
  /** Milliseconds until the threads are asked again when too many documents wait for them. */
  patience?: number;
}

/**
 * All that a search finds as a ZIP archive: of each invoice and credit note the PDF and the XML that its page offers, and at the
 * end the list of just these as `invoices.csv`. Made while it is read, a document at a time: it costs the threads no more than one
 * reader who opens one PDF after the other, whatever its length. Refused when there is nothing to put into it.
 */
export async function invoiceArchive(
  context: Context,
  viewer: PersonViewer,
  search: InvoiceSearch,
  asked: Asked,
): Promise<AsyncGenerator<Uint8Array> | Refusal<"nothing-found">> {
  const batches = everyInvoice(context, viewer, search);
  const first = await batches.next();
  if (first.done) return refused("nothing-found");
  async function* all() {
    yield first.value as ListedInvoice[];
    yield* batches;
  }
  return zipOf(logged(context, archivedFiles(context, viewer, all(), asked)));
}

/** What breaks an archive off can no longer be told to whoever reads it. */
async function* logged<T>({ logger }: Context, parts: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield* parts;
  } catch (error) {
    logger.error({ err: error }, "archive broken off");
    throw error;
  }
}

async function* archivedFiles(
  context: Context,
  viewer: PersonViewer,
  batches: AsyncIterable<ListedInvoice[]>,
  asked: Asked,
): AsyncGenerator<ZippedFile> {
  const { language } = asked;
  const nameOf = fileNamer();
  let batch: ListedInvoice[] = [];
  async function* noted() {
    for await (batch of batches) yield batch;
  }
  // Of the same reading of the list as the documents, so that it names each of them and no other. Some 150 bytes a line.
  const index: string[] = [];
  for await (const lines of invoiceCsv(noted(), { messages: messagesFor(language), language })) {
    index.push(lines);
    for (const invoice of batch) {
      if (asked.signal?.aborted) return;
      yield* documentsOf(context, viewer, invoice, nameOf(invoice.number), asked);
    }
  }
  const bytes = new TextEncoder().encode(index.join(""));
  yield { name: "invoices.csv", bytes, day: await billerToday(context, context.db) };
}

async function* documentsOf(
  context: Context,
  viewer: PersonViewer,
  { id, issueDate: day }: ListedInvoice,
  name: string,
  asked: Asked,
): AsyncGenerator<ZippedFile> {
  const pdf = await onceThereIsRoom(() => invoicePdf(context, viewer, id, asked.language), asked);
  if (!pdf) return;
  if (isRefused(pdf)) throw new Error(`Invoice ${id} is gone from the books`);
  yield { name: `${name}.pdf`, bytes: pdf.bytes, day };
  const xml = await onceThereIsRoom(() => invoiceXml(context, viewer, id), asked);
  // Refused for what came without its lines: there is no XML of it to give.
  if (xml && !isRefused(xml)) yield { name: `${name}.xml`, bytes: xml.bytes, day };
}

/** Too many waiting documents are no reason to break an archive off that somebody has half of. null: nobody waits any more. */
async function onceThereIsRoom<T>(
  draw: () => Promise<T>,
  { signal, patience = 500 }: Asked,
): Promise<T | null> {
  while (!signal?.aborted) {
    try {
      return await draw();
    } catch (error) {
      if (!(error instanceof QueueFull)) throw error;
    }
    await pause(patience);
  }
  return null;
}
