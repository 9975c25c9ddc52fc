import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { seconds } from "#app/platform/duration.ts";
import { projectRoot } from "#app/platform/project-root.server.ts";
import type { InvoicePdfInput } from "./render-invoice-pdf.server.ts";
import type { ReceiptPdfInput } from "./render-receipt-pdf.server.ts";

export type PdfRequest =
  | { kind: "invoice"; input: InvoicePdfInput }
  | { kind: "receipt"; input: ReceiptPdfInput };

export type PdfAnswer = { bytes: Uint8Array } | { error: string };

/** Thrown when more renderings wait than the queue holds: the caller answers 503 and is asked again later. */
export class PdfQueueFull extends Error {
  constructor() {
    super("Too many documents are waiting to be rendered");
  }
}

interface Waiting {
  request: PdfRequest;
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

interface PoolOptions {
  threads: number;
  /** Renderings that may wait; one more is refused. */
  queue: number;
  /** Milliseconds a rendering may take; then its thread is ended and replaced. */
  timeout: number;
}

/**
 * Renders documents in threads of their own, so that a page of a thousand lines never makes another request wait.
 * Threads start with the first request and do not keep the process alive while they are idle.
 */
export class PdfPool {
  readonly #options: PoolOptions;
  readonly #waiting: Waiting[] = [];
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();

  constructor(options: Partial<PoolOptions> = {}) {
    this.#options = { threads: 2, queue: 200, timeout: seconds(30), ...options };
  }

  /** Answers the PDF. Throws PdfQueueFull, or what the rendering threw, or after the timeout. */
  render(request: PdfRequest): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length >= this.#options.queue) {
        reject(new PdfQueueFull());
        return;
      }
      this.#waiting.push({ request, resolve, reject });
      this.#next();
    });
  }

  /** Ends the threads; what still waits is rejected. */
  async close(): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error("The pool is closed"));
    await Promise.all([...this.#all].map((thread) => thread.terminate()));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const thread =
      this.#idle.pop() ?? (this.#all.size < this.#options.threads ? this.#start() : null);
    const waiting = thread && this.#waiting.shift();
    if (thread && waiting) this.#run(thread, waiting);
  }

  #start(): Worker {
    const thread = startThread();
    this.#all.add(thread);
    return thread;
  }

  #run(thread: Worker, { request, resolve, reject }: Waiting): void {
    const settle = (outcome: PdfAnswer, reusable: boolean) => {
      clearTimeout(timer);
      thread.removeAllListeners();
      if (reusable) {
        thread.unref();
        this.#idle.push(thread);
      } else {
        this.#all.delete(thread);
        void thread.terminate();
      }
      if ("bytes" in outcome) resolve(outcome.bytes);
      else reject(new Error(outcome.error));
      this.#next();
    };
    const timer = setTimeout(
      () => settle({ error: `Rendering took longer than ${this.#options.timeout} ms` }, false),
      this.#options.timeout,
    );
    thread.once("message", (answer: PdfAnswer) => settle(answer, true));
    thread.once("error", (error) => settle({ error: String(error) }, false));
    thread.once("exit", (code) =>
      settle({ error: `The rendering thread ended with code ${code}` }, false),
    );
    thread.ref();
    thread.postMessage(request);
  }
}

/**
 * Threads run the TypeScript sources through tsx, by a path from the project's root: the server bundle holds this module
 * but no file for a thread to start from.
 */
function startThread(): Worker {
  const root = projectRoot();
  const tsx = createRequire(path.join(root, "package.json")).resolve("tsx");
  return new Worker(path.join(root, "app/domains/invoices/pdf/pdf-worker.server.ts"), {
    execArgv: ["--import", pathToFileURL(tsx).href],
    // A document that needs more than this is an attack or a bug; the thread dies, the process lives.
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
}

let shared: PdfPool | undefined;

/** The process's own pool. */
export function pdfPool(): PdfPool {
  shared ??= new PdfPool();
  return shared;
}
