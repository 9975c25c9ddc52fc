import { type Day, formatDay } from "#app/platform/calendar.ts";
import { useLanguage, useMessages } from "../language.tsx";

export interface DecisionProps {
  /** The rules accept it. */
  atOnce: boolean;
  /** Who answers else. */
  contact: string | null;
  answerBy: Day;
}

/** Who decides, and by when: told beside the button, before anything is sent. */
export function DecisionWords(props: DecisionProps) {
  const t = useMessages().plans;
  const language = useLanguage();
  if (props.atOnce) return <p>{t.atOnce}</p>;
  const day = formatDay(props.answerBy, language);
  return <p>{props.contact ? t.byStaff(props.contact, day) : t.byStaffNobody(day)}</p>;
}
