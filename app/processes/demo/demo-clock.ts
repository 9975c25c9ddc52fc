import { type Clock, SettableClock, ShiftedClock } from "#app/platform/clock.ts";

/**
 * The time that everything in the demonstration goes by, stand-ins included: the story's own while it is told, afterwards the
 * system's, moved by what `npm run demo:advance` has added up to.
 */
export class DemoClock implements Clock {
  #story: SettableClock | null = null;
  readonly #shifted: ShiftedClock;

  constructor(offsetMilliseconds = 0) {
    this.#shifted = new ShiftedClock(offsetMilliseconds);
  }

  now(): Date {
    return (this.#story ?? this.#shifted).now();
  }

  /** Milliseconds ahead of the system's time, outside of the story. */
  get offset(): number {
    return this.#shifted.offset;
  }

  shift(milliseconds: number): void {
    this.#shifted.shift(milliseconds);
  }

  /** Runs `telling` in the time of a story, and comes back to the present afterwards. */
  async inStory<T>(telling: (clock: SettableClock) => Promise<T>): Promise<T> {
    const story = new SettableClock(this.now());
    this.#story = story;
    try {
      return await telling(story);
    } finally {
      this.#story = null;
    }
  }
}
