import { type Day, formatDay, formatDayLong, formatInstant } from "#app/platform/calendar.ts";
import { useLanguage, useTimeZone } from "./language.tsx";

/** A calendar day: "30 nov. 2026". */
export function DayText(props: { value: Day; long?: boolean }) {
  const language = useLanguage();
  return (
    <time dateTime={props.value} className={props.long ? undefined : "num"}>
      {props.long ? formatDayLong(props.value, language) : formatDay(props.value, language)}
    </time>
  );
}

/** An instant on the biller's wall clock: "20 nov. 2026, 09:12". */
export function InstantText(props: { value: Date | string }) {
  const language = useLanguage();
  const timeZone = useTimeZone();
  const instant = new Date(props.value);
  return <time dateTime={instant.toISOString()}>{formatInstant(instant, language, timeZone)}</time>;
}
