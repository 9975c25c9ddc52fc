import { days, hours, later, minutes, seconds } from "#app/platform/duration.ts";

/** From the first failure on; as long as an endpoint may fail without a success before it is switched off. */
export const triedFor = days(3);
const first = seconds(30);
const longest = hours(6);

/**
 * When a delivery is tried again after so many failures: 30 s, then three times longer each, six hours at most, a fifth more or less
 * so that what failed together does not come back together. The last try is at `giveUpAt`. `random` is in [0, 1).
 */
export function nextTry(now: Date, attempts: number, giveUpAt: Date, random: number): Date {
  const wait = Math.min(first * 3 ** (attempts - 1), longest);
  const at = later(now, Math.round(wait * (0.8 + 0.4 * random)));
  return at < giveUpAt ? at : giveUpAt;
}

/** Failures in a row after which an endpoint is left alone for a while: it answers nobody now. */
const patience = 5;

/** How long an endpoint is left alone after so many failures in a row; 0: go on. Five minutes at most: it may be back. */
export function pauseAfter(failures: number): number {
  if (failures < patience) return 0;
  return Math.min(seconds(10) * 2 ** (failures - patience), minutes(5));
}
