import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import { dayIn, formatDayLong } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { days as daysOf } from "#app/platform/duration.ts";
import type { DemoClock } from "./demo-clock.ts";
import { catchUp, type StandIns } from "./stand-ins.server.ts";
import { runTimetable, workOff } from "./work-off.server.ts";

/**
 * Moves the clock forward, one day after the other, and lets each bring what it brings: debits settle, checkout pages and
 * sessions expire, reminders come due and are sent. `kept` is called after each day, so that a stop in between loses none.
 */
export async function advanceDays(
  context: Context,
  {
    days,
    clock,
    standIns,
    tell,
  }: { days: number; clock: DemoClock; standIns: StandIns; tell: (sentence: string) => void },
  kept: () => Promise<void>,
): Promise<void> {
  const { timeZone } = await readBiller(context);
  for (let day = 0; day < days; day += 1) {
    clock.shift(daysOf(1));
    await catchUp(standIns);
    await runTimetable(context);
    await workOff(context, standIns);
    await kept();
    tell(formatDayLong(dayIn(timeZone, clock.now()), "en"));
  }
}
