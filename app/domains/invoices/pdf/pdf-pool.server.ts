import { seconds } from "#app/platform/duration.ts";
import { QueueFull, ThreadPool, type ThreadPoolOptions } from "#app/platform/thread-pool.server.ts";
import type { InvoicePdfInput } from "./render-invoice-pdf.server.ts";
import type { ReceiptPdfInput } from "./render-receipt-pdf.server.ts";
import type { StatementPdfInput } from "./render-statement-pdf.server.ts";

export type PdfRequest =
  | { kind: "invoice"; input: InvoicePdfInput }
  | { kind: "receipt"; input: ReceiptPdfInput }
  | { kind: "statement"; input: StatementPdfInput };

/** Thrown when more renderings wait than the queue holds: the caller answers 503 and is asked again later. */
export class PdfQueueFull extends QueueFull {}

/** Renders documents in threads of their own, so that an invoice of a thousand lines never makes another request wait. */
export class PdfPool {
  readonly #pool: ThreadPool<PdfRequest, Uint8Array>;

  constructor(options: Partial<Omit<ThreadPoolOptions, "entry">> = {}) {
    this.#pool = new ThreadPool({
      entry: "app/domains/invoices/pdf/pdf-thread.server.mjs",
      threads: 2,
      queue: 200,
      timeout: seconds(60),
      ...options,
    });
  }

  /** Answers the PDF. Throws PdfQueueFull, or what the rendering threw, or after the timeout. */
  async render(request: PdfRequest): Promise<Uint8Array> {
    try {
      return await this.#pool.run(request);
    } catch (error) {
      throw error instanceof QueueFull ? new PdfQueueFull() : error;
    }
  }

  /** Ends the threads; what still waits or runs is rejected. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}

let shared: PdfPool | undefined;

/** The process's own pool. */
export function pdfPool(): PdfPool {
  shared ??= new PdfPool();
  return shared;
}
