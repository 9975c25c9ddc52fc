import { minutes, seconds } from "#app/platform/duration.ts";

export interface WebhookMessage {
  /** The provider's id of the message: the same on every retry and duplicate. */
  readonly id: string;
  readonly type: string;
  /** The exact bytes that are signed and sent. */
  readonly body: string;
}

/** How deliveries misbehave. All may be changed at any moment. */
export interface WebhookFaults {
  /** How many times each message is delivered on top of once. */
  duplicates: number;
  /** `newest-first` gathers what comes within a few milliseconds and delivers it backwards. */
  order: "as-happened" | "newest-first";
  /** How many deliveries run at once. */
  concurrency: number;
  /** Milliseconds between the cause and its first delivery. */
  delay: number;
}

/** One try to deliver: `status` is null when no answer came. */
export interface Delivery {
  readonly id: string;
  readonly type: string;
  readonly status: number | null;
}

export interface CourierOptions {
  readonly url: string | null;
  /** The signature headers of one try; `at` is the system's time, which receivers compare with their own. */
  sign(message: WebhookMessage, at: Date): Record<string, string>;
  /** Called once per message when it was accepted or given up. */
  settled?(message: WebhookMessage, accepted: boolean): void;
  /** Milliseconds before each further try; when they are used up the message is given up. */
  readonly retryDelays?: readonly number[];
}

const quietFaults: WebhookFaults = {
  duplicates: 0,
  order: "as-happened",
  concurrency: 2,
  delay: 0,
};
const usualRetryDelays = [
  200,
  seconds(1),
  seconds(3),
  seconds(10),
  seconds(30),
  minutes(1),
  minutes(5),
  minutes(30),
];
/** Long enough to gather the several events of one payment, short enough not to be felt. */
const gatheringTime = 60;
const answerTimeout = seconds(15);
const rememberedDeliveries = 5000;

type Parcel = { message: WebhookMessage; tries: number; dueAt: number };

/** Delivers webhooks to one URL: in order, a few at a time, again after anything but a 2xx (a redirect is a failure, as with the real ones). */
export class WebhookCourier {
  readonly faults: WebhookFaults = { ...quietFaults };
  /** Every try of late, oldest first. */
  readonly deliveries: Delivery[] = [];
  #url: string | null;
  #paused = false;
  #stopped = new AbortController();
  #queue: Parcel[] = [];
  #underWay = 0;
  #gathering: NodeJS.Timeout | null = null;
  #timers = new Set<NodeJS.Timeout>();
  #waiting: (() => void)[] = [];
  readonly #options: CourierOptions;

  constructor(options: CourierOptions) {
    this.#options = options;
    this.#url = options.url;
  }

  /** Where to deliver from now on; null keeps everything until there is somewhere. */
  setUrl(url: string | null): void {
    this.#url = url;
    this.#pump();
  }

  /** Holds deliveries back (a late provider); what happens meanwhile queues up. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#pump();
  }

  /** Back to faultless. */
  clearFaults(): void {
    Object.assign(this.faults, quietFaults);
  }

  post(message: WebhookMessage): void {
    if (this.faults.order === "newest-first") this.#gather();
    for (let copy = 0; copy <= this.faults.duplicates; copy += 1)
      this.#enqueue({ message, tries: 0, dueAt: Date.now() + this.faults.delay });
  }

  /** Resolves when nothing is queued, under way or waiting for a retry; what is held back (paused, nowhere to go) does not count. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#notice();
    });
  }

  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#gathering ?? undefined);
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#queue = [];
    this.#notice();
  }

  /** Holds everything until nothing new has come for a moment, so that there is something to turn around. */
  #gather(): void {
    clearTimeout(this.#gathering ?? undefined);
    this.#gathering = setTimeout(() => {
      this.#gathering = null;
      this.#pump();
    }, gatheringTime);
  }

  #enqueue(parcel: Parcel): void {
    if (this.#stopped.signal.aborted) return;
    const wait = parcel.dueAt - Date.now();
    if (wait <= 0) {
      this.#queue.push(parcel);
      this.#pump();
      return;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#queue.push(parcel);
      this.#pump();
    }, wait);
    this.#timers.add(timer);
  }

  #pump(): void {
    const ready = () => !this.#held && this.#gathering === null;
    while (ready() && this.#queue.length > 0 && this.#underWay < this.faults.concurrency) {
      const parcel = this.faults.order === "newest-first" ? this.#queue.pop() : this.#queue.shift();
      if (parcel === undefined) break;
      this.#underWay += 1;
      void this.#deliver(parcel).finally(() => {
        this.#underWay -= 1;
        this.#pump();
        this.#notice();
      });
    }
    this.#notice();
  }

  async #deliver(parcel: Parcel): Promise<void> {
    const status = await this.#try(parcel.message);
    if (this.#stopped.signal.aborted) return;
    this.deliveries.push({ id: parcel.message.id, type: parcel.message.type, status });
    if (this.deliveries.length > rememberedDeliveries) this.deliveries.shift();
    if (status !== null && status >= 200 && status < 300) {
      this.#options.settled?.(parcel.message, true);
      return;
    }
    const delay = (this.#options.retryDelays ?? usualRetryDelays)[parcel.tries];
    if (delay === undefined) this.#options.settled?.(parcel.message, false);
    else this.#enqueue({ ...parcel, tries: parcel.tries + 1, dueAt: Date.now() + delay });
  }

  async #try(message: WebhookMessage): Promise<number | null> {
    try {
      const answer = await fetch(this.#url ?? "", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          // On loopback packing the answer takes longer than sending it.
          "accept-encoding": "identity",
          ...this.#options.sign(message, new Date()),
        },
        body: message.body,
        redirect: "manual",
        signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(answerTimeout)]),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return null;
    }
  }

  get #held(): boolean {
    return this.#paused || this.#url === null;
  }

  #notice(): void {
    const quiet =
      this.#underWay === 0 &&
      this.#timers.size === 0 &&
      this.#gathering === null &&
      (this.#held || this.#queue.length === 0);
    if (!quiet && !this.#stopped.signal.aborted) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
