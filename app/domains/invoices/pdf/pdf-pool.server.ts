import path from "node:path";
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

interface Job {
  request: PdfRequest;
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

interface PoolOptions {
  threads: number;
  /** Renderings that may wait; one more is refused. */
  queue: number;
  /** Milliseconds a rendering may take, the thread's start included; then the thread is ended and replaced. */
  timeout: number;
}

/**
 * Renders documents in threads of their own, so that an invoice of a thousand lines never makes another request wait.
 * Threads start with the first request and do not keep the process alive while they are idle.
 */
export class PdfPool {
  readonly #options: PoolOptions;
  readonly #waiting: Job[] = [];
  readonly #threads = new Set<Thread>();

  constructor(options: Partial<PoolOptions> = {}) {
    this.#options = { threads: 2, queue: 200, timeout: seconds(60), ...options };
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

  /** Ends the threads; what still waits or runs is rejected. */
  async close(): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error("The pool is closed"));
    await Promise.all([...this.#threads].map((thread) => thread.end("The pool is closed")));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const thread = [...this.#threads].find(({ idle }) => idle) ?? this.#start();
    const job = thread && this.#waiting.shift();
    if (thread && job) thread.run(job, this.#options.timeout);
  }

  #start(): Thread | null {
    if (this.#threads.size >= this.#options.threads) return null;
    const thread: Thread = new Thread(
      () => this.#next(),
      () => {
        this.#threads.delete(thread);
        this.#next();
      },
    );
    this.#threads.add(thread);
    return thread;
  }
}

/** One thread and what it is working on. */
class Thread {
  readonly #worker: Worker;
  readonly #ended: () => void;
  #job: Job | null = null;
  #timer: NodeJS.Timeout | undefined;
  #alive = true;

  constructor(free: () => void, ended: () => void) {
    // From the project's root, not from here: the server bundle holds this module but no file for a thread to start from.
    const entry = path.join(projectRoot(), "app/domains/invoices/pdf/pdf-thread.server.mjs");
    // A document that needs more memory is an attack or a bug: the thread dies, the process lives.
    const resourceLimits = { maxOldGenerationSizeMb: 256 };
    this.#worker = new Worker(entry, { execArgv: [], resourceLimits });
    this.#ended = ended;
    this.#worker.on("message", (answer: PdfAnswer) => {
      this.#settle(answer);
      free();
    });
    this.#worker.on("error", (error) => this.end(String(error)));
    this.#worker.on("exit", (code) => this.end(`The rendering thread ended with code ${code}`));
  }

  get idle(): boolean {
    return this.#alive && this.#job === null;
  }

  run(job: Job, timeout: number): void {
    this.#job = job;
    this.#timer = setTimeout(() => this.end(`Rendering took longer than ${timeout} ms`), timeout);
    this.#worker.ref();
    this.#worker.postMessage(job.request);
  }

  /** Ends the thread; what it is working on is rejected with `reason`. */
  async end(reason: string): Promise<void> {
    if (!this.#alive) return;
    this.#alive = false;
    this.#settle({ error: reason });
    this.#ended();
    await this.#worker.terminate();
  }

  #settle(answer: PdfAnswer): void {
    const job = this.#job;
    this.#job = null;
    clearTimeout(this.#timer);
    this.#worker.unref();
    if (!job) return;
    if ("bytes" in answer) job.resolve(answer.bytes);
    else job.reject(new Error(answer.error));
  }
}

let shared: PdfPool | undefined;

/** The process's own pool. */
export function pdfPool(): PdfPool {
  shared ??= new PdfPool();
  return shared;
}
