import { type Language, localeOf } from "./language.ts";

/** Making a formatter costs twenty times as much as using it, and a page or document uses few: they are kept. */
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

/** Currencies and precisions come from documents: a sender of odd ones must not fill the memory. */
const most = 1000;

function keep<T extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => T): T {
  let found = kept.get(key) as T | undefined;
  if (!found) {
    if (kept.size >= most) kept.clear();
    found = make();
    kept.set(key, found);
  }
  return found;
}

export function numberFormat(
  language: Language,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const locale = localeOf(language);
  return keep(
    `number ${locale} ${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(locale, options),
  );
}

export function dateFormat(
  language: Language,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const locale = localeOf(language);
  return keep(
    `date ${locale} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(locale, options),
  );
}
