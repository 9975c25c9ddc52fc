import { en } from "./en/catalog.ts";
import { fr } from "./fr/catalog.ts";
import type { Language } from "./language.ts";

/** Every sentence of the portal. The French catalog is the shape; another language that lacks a sentence does not compile. */
export type Messages = typeof fr;

const catalogs: Record<Language, Messages> = { fr, en };

/** The words of a language: `messagesFor("fr").payments.pay(amount)`. */
export function messagesFor(language: Language): Messages {
  return catalogs[language];
}
