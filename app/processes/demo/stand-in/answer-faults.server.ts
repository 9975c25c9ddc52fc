import { setTimeout as wait } from "node:timers/promises";
import type { Request, Response } from "express";

/** What an API call is answered with, before it is written to the wire. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * How one or several API calls go wrong:
 * - `lose-request`: the connection drops and nothing happened;
 * - `lose-answer`: everything happened and the connection drops, so the caller cannot know;
 * - `hang`: everything happened and no answer ever comes: the caller must time out;
 * - `fail-before`: 500 and nothing happened;
 * - `fail-after`: 500 although everything happened;
 * - `slow`: everything is right, `delay` milliseconds late (the work happens at the end of the delay);
 * - `hold`: as slow, until `release()` is called.
 */
export interface PlannedFault {
  readonly fault:
    | "lose-request"
    | "lose-answer"
    | "hang"
    | "fail-before"
    | "fail-after"
    | "slow"
    | "hold";
  /** "POST"; any method when absent. */
  readonly method?: string;
  /** An exact path or a pattern; any path when absent. */
  readonly path?: string | RegExp;
  /** How many matching calls it strikes; 1 unless told, `Infinity` until `clear()`. */
  readonly times?: number;
  /** Milliseconds, for `slow`. */
  readonly delay?: number;
}

/** What the work of a call sees of the fault that strikes it. */
export interface Strike {
  /** Waits where a slow provider would: after the call was noted, before its work. */
  pause(): Promise<void>;
  /** The answer that the provider would store and send: the true one, or its 500. */
  spoil(answer: Answer): Answer;
}

export class AnswerFaults {
  #planned: { plan: PlannedFault; left: number }[] = [];
  #held: (() => void)[] = [];

  /** Plans a fault; several queue up, and each call takes the first that matches it. */
  plan(fault: PlannedFault): void {
    this.#planned.push({ plan: fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#planned = [];
  }

  /** How many calls are held at the moment. */
  get holding(): number {
    return this.#held.length;
  }

  /** Lets every held call go on. */
  release(): void {
    for (const go of this.#held.splice(0)) go();
  }

  /** Waits until `release()`. */
  hold(): Promise<void> {
    return new Promise((resolve) => {
      this.#held.push(resolve);
    });
  }

  /** The fault planned for a call, used up by asking. */
  take(method: string, path: string): PlannedFault | null {
    const found = this.#planned.find(
      ({ plan }) =>
        (plan.method === undefined || plan.method === method) &&
        (plan.path === undefined ||
          (typeof plan.path === "string" ? plan.path === path : plan.path.test(path))),
    );
    if (found === undefined) return null;
    found.left -= 1;
    if (found.left <= 0) this.#planned = this.#planned.filter((other) => other !== found);
    return found.plan;
  }
}

/** Runs the work of an API call under whatever fault is planned for it, and writes (or loses) its answer. */
export async function answerUnderFaults(
  faults: AnswerFaults,
  request: Request,
  response: Response,
  failure: () => Answer,
  work: (strike: Strike) => Promise<Answer>,
): Promise<void> {
  const plan = faults.take(request.method, request.path);
  if (plan?.fault === "lose-request") {
    request.socket.destroy();
    return;
  }
  if (plan?.fault === "fail-before") {
    write(response, failure());
    return;
  }
  const answer = await work({
    pause: async () => {
      if (plan?.fault === "slow") await wait(plan.delay ?? 100);
      if (plan?.fault === "hold") await faults.hold();
    },
    spoil: (truth) => (plan?.fault === "fail-after" ? failure() : truth),
  });
  if (plan?.fault === "hang") return;
  if (plan?.fault === "lose-answer") {
    request.socket.destroy();
    return;
  }
  write(response, answer);
}

export function write(response: Response, answer: Answer): void {
  response.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  response.setHeader("content-type", "application/json");
  response.end(answer.body);
}
