import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";

/** A card or an account as its holder recognises it. */
export interface SavedMethod {
  readonly kind: "card" | "sepa_debit";
  readonly last4: string | null;
}

/** "carte se terminant par 4242" */
export function savedMethodWords({ kind, last4 }: SavedMethod, language: Language): string {
  const { methods, endingWith } = messagesFor(language).payments;
  return last4 ? endingWith(methods[kind], last4) : methods[kind];
}
