export type Stop = () => Promise<unknown> | unknown;

/** What a process has started, so that it can be stopped in reverse order at any moment, in the middle of starting too. */
export class Started {
  readonly #stops: Stop[] = [];
  #stopping: Promise<void> | null = null;

  /** Remembers how to stop something that has just been started. When everything is being stopped already, it is at once. */
  async add(stop: Stop): Promise<void> {
    if (this.#stopping) await stop();
    else this.#stops.push(stop);
  }

  /** Stops everything, last started first, once. A failure does not keep the rest running; all are reported together. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      try {
        await stop();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "Not everything stopped cleanly");
  }
}
