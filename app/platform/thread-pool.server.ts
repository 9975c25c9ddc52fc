import path from "node:path";
import { Worker } from "node:worker_threads";
import { projectRoot } from "./project-root.server.ts";

/** What a thread posts back for a request. */
export type ThreadAnswer<Answer> = { answer: Answer } | { error: string };

/** Thrown when more requests wait than the queue holds: the caller answers 503 and is asked again later. */
export class QueueFull extends Error {
  constructor() {
    super("Too many requests are waiting for a thread");
  }
}

/** Thrown for the request whose thread was ended: it took too long, or more memory than a thread may have. */
export class ThreadEnded extends Error {}

interface Job<Request, Answer> {
  request: Request;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export interface ThreadPoolOptions {
  /** First file of a thread, from the project's root: the server bundle holds modules, but no file for a thread to start from. */
  entry: string;
  threads: number;
  /** Requests that may wait; one more is refused. */
  queue: number;
  /** Milliseconds a request may take, the thread's start included; then the thread is ended and replaced. */
  timeout: number;
}

/**
 * Does work in threads of their own, one request each at a time, so that a heavy one never makes another request wait. Threads start
 * with the first request and do not keep the process alive while they are idle.
 */
export class ThreadPool<Request, Answer> {
  readonly #options: ThreadPoolOptions;
  readonly #waiting: Job<Request, Answer>[] = [];
  readonly #threads = new Set<Thread<Request, Answer>>();

  constructor(options: ThreadPoolOptions) {
    this.#options = options;
  }

  /** Throws QueueFull, ThreadEnded, or what the work threw. */
  run(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length >= this.#options.queue) {
        reject(new QueueFull());
        return;
      }
      this.#waiting.push({ request, resolve, reject });
      this.#next();
    });
  }

  /** Ends the threads; what still waits or runs is rejected. */
  async close(): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(new ThreadEnded("The pool is closed"));
    await Promise.all([...this.#threads].map((thread) => thread.end("The pool is closed")));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const thread = [...this.#threads].find(({ idle }) => idle) ?? this.#start();
    const job = thread && this.#waiting.shift();
    if (thread && job) thread.run(job, this.#options.timeout);
  }

  #start(): Thread<Request, Answer> | null {
    if (this.#threads.size >= this.#options.threads) return null;
    const thread: Thread<Request, Answer> = new Thread(
      this.#options.entry,
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
class Thread<Request, Answer> {
  readonly #worker: Worker;
  readonly #ended: () => void;
  #job: Job<Request, Answer> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #alive = true;

  constructor(entry: string, free: () => void, ended: () => void) {
    // A document that needs more memory is an attack or a bug: the thread dies, the process lives.
    const resourceLimits = { maxOldGenerationSizeMb: 256 };
    this.#worker = new Worker(path.join(projectRoot(), entry), { execArgv: [], resourceLimits });
    this.#ended = ended;
    this.#worker.on("message", (answer: ThreadAnswer<Answer>) => {
      this.#settle(answer);
      free();
    });
    this.#worker.on("error", (error) => this.end(String(error)));
    this.#worker.on("exit", (code) => this.end(`The thread ended with code ${code}`));
  }

  get idle(): boolean {
    return this.#alive && this.#job === null;
  }

  run(job: Job<Request, Answer>, timeout: number): void {
    this.#job = job;
    this.#timer = setTimeout(() => this.end(`The work took longer than ${timeout} ms`), timeout);
    this.#worker.ref();
    this.#worker.postMessage(job.request);
  }

  /** Ends the thread; what it is working on is rejected with `reason`. */
  async end(reason: string): Promise<void> {
    if (!this.#alive) return;
    this.#alive = false;
    this.#settle(new ThreadEnded(reason));
    this.#ended();
    await this.#worker.terminate();
  }

  #settle(answer: ThreadAnswer<Answer> | ThreadEnded): void {
    const job = this.#job;
    this.#job = null;
    clearTimeout(this.#timer);
    this.#worker.unref();
    if (!job) return;
    if (answer instanceof ThreadEnded) job.reject(answer);
    else if ("answer" in answer) job.resolve(answer.answer);
    else job.reject(new Error(answer.error));
  }
}
