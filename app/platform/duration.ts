/** Durations in milliseconds, named where they are used: `hours(2)` rather than 7200000. */
export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => seconds(count * 60);
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);

/** A later (or, for negative durations, earlier) instant. */
export const later = (instant: Date, milliseconds: number): Date =>
  new Date(instant.getTime() + milliseconds);
