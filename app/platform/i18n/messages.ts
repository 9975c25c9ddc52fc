import { en } from "./en/catalog.ts";
import { fr } from "./fr/catalog.ts";
import { type Language, localeOf } from "./language.ts";

/** Every sentence of the portal. The French catalog is the shape; another language that lacks a sentence does not compile. */
export type Messages = typeof fr;

const catalogs: Record<Language, Messages> = { fr, en };

/** The words of a language: `messagesFor("fr").payments.pay(amount)`. */
export function messagesFor(language: Language): Messages {
  return catalogs[language];
}

/** Picks by the language's plural rules (CLDR): `plural("fr", 1, { one: "1 facture", other: "3 factures" })`. */
export function plural(
  language: Language,
  count: number,
  forms: { one: string; other: string },
): string {
  const rule = new Intl.PluralRules(localeOf(language)).select(count);
  return rule === "one" ? forms.one : forms.other;
}
