import { test } from "@playwright/test";
import type { Language } from "#app/platform/i18n/language.ts";
import { type Messages, messagesFor } from "#app/platform/i18n/messages.ts";

/** How somebody uses the portal: in which language, and whether their browser runs scripts. */
export interface Way {
  readonly language: Language;
  readonly script: boolean;
  /** The words of that language. */
  readonly t: Messages;
  /** For things that must not meet those of another way, or of an earlier run against the same portal. */
  unique(name: string): string;
}

const run = Date.now().toString(36).slice(-5);

/** Declares the tests of `declare` four times: in both languages, with and without JavaScript. */
export function inEveryWay(title: string, declare: (way: Way) => void): void {
  for (const language of ["fr", "en"] as const)
    for (const script of [true, false]) {
      const how = `${language}, ${script ? "with" : "without"} JavaScript`;
      test.describe(`${title} (${how})`, () => {
        test.use({ javaScriptEnabled: script, locale: language === "fr" ? "fr-FR" : "en-GB" });
        declare({
          language,
          script,
          t: messagesFor(language),
          unique: (name) => `${name}-${language}${script ? "" : "0"}-${run}`,
        });
      });
    }
}
