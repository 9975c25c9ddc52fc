import { createContext, type ReactNode, useContext } from "react";
import { defaultLanguage, type Language } from "#app/platform/i18n/language.ts";
import { type Messages, messagesFor } from "#app/platform/i18n/messages.ts";

const Speaking = createContext<{ language: Language; timeZone: string }>({
  language: defaultLanguage,
  timeZone: "Europe/Paris",
});

/** Says which language, and whose wall clock, everything inside uses. */
export function LanguageProvider(props: {
  language: Language;
  timeZone: string;
  children: ReactNode;
}) {
  const { language, timeZone } = props;
  return <Speaking.Provider value={{ language, timeZone }}>{props.children}</Speaking.Provider>;
}

export function useLanguage(): Language {
  return useContext(Speaking).language;
}

export function useTimeZone(): string {
  return useContext(Speaking).timeZone;
}

/** The sentences of the page's language. */
export function useMessages(): Messages {
  return messagesFor(useLanguage());
}
