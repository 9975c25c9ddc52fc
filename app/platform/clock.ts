/** Where "now" comes from. Injected everywhere, so that tests and the demo story can tell the time themselves. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until told otherwise: for tests and for telling the demo story. */
export class SettableClock implements Clock {
  #now: Date;

  constructor(now: Date) {
    this.#now = now;
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(now: Date): void {
    this.#now = new Date(now);
  }

  advance(milliseconds: number): void {
    this.#now = new Date(this.#now.getTime() + milliseconds);
  }
}

/** The system clock moved by an offset that can grow: the demonstration's tomorrow. */
export class ShiftedClock implements Clock {
  #offset: number;

  constructor(offsetMilliseconds = 0) {
    this.#offset = offsetMilliseconds;
  }

  get offset(): number {
    return this.#offset;
  }

  now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  shift(milliseconds: number): void {
    this.#offset += milliseconds;
  }
}
