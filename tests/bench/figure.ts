/** One figure of the bench: a ratio of two measurements of the same run, so that the machine's speed cancels out. */
export interface Figure {
  readonly name: string;
  /** What was measured, as the figure is written: "0.41", "118 MB". */
  readonly value: string;
  /** "≥ 0.35" */
  readonly goal: string;
  readonly reached: boolean;
  /** Both sides of the ratio, and what the time is spent on. */
  readonly details: readonly string[];
}

/** How much is measured; every one an argument of `npm run bench`. */
export interface Sizes {
  /** Invoices in the batch, and lines of each. */
  readonly invoices: number;
  readonly lines: number;
  /** Seconds of load on each page, in turns. */
  readonly seconds: number;
  /** Requests after which the web process is weighed. */
  readonly requests: number;
  /** Invoices of the searched customer; the larger table holds ten times as many. */
  readonly searched: number;
  readonly mails: number;
  /** Invoices rendered per length. */
  readonly pdfs: number;
  /** Invoices in the archive. */
  readonly archived: number;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** "12.3 s" */
export const inSeconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
export const perSecond = (count: number, milliseconds: number) => (count * 1000) / milliseconds;
