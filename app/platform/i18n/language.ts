/** The languages of the portal. A new one needs a catalog of its own and a line here. */
export const languages = ["fr", "en"] as const;
export type Language = (typeof languages)[number];

/** What a person sees who asked for nothing we speak: the biller's home market. */
export const defaultLanguage: Language = "fr";

export function isLanguage(value: unknown): value is Language {
  return typeof value === "string" && (languages as readonly string[]).includes(value);
}

/** The BCP 47 locale whose dates, numbers and money the language uses. */
export function localeOf(language: Language): string {
  return language === "fr" ? "fr-FR" : "en-GB";
}

/**
 * The language for a request, by precedence: `?lang=`, the person's own choice, then `Accept-Language`
 * (RFC 9110 §12.5.4, quality values honoured), then French.
 */
export function negotiateLanguage(
  asked: string | null,
  chosen: string | null | undefined,
  acceptLanguage: string | null,
): Language {
  if (isLanguage(asked)) return asked;
  if (isLanguage(chosen)) return chosen;
  const ranges = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean);
      return { tag: tag.trim().toLowerCase().split("-")[0], quality: Number(quality ?? 1) };
    })
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of ranges) if (isLanguage(tag)) return tag;
  return defaultLanguage;
}
