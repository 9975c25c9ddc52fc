import type { Language } from "#app/platform/i18n/language.ts";
import type { InvoiceDraft } from "../draft.ts";
import type { Figures } from "./figures.ts";

/** How the document arrived: a few official rules weigh differently per syntax (BR-51, BR-CO-25). */
export type Syntax = "json" | "ubl" | "cii";

/** The whole document, for rules that look beyond their own subject. */
export interface Whole {
  readonly invoice: InvoiceDraft;
  readonly figures: Figures;
  readonly syntax: Syntax;
}

/**
 * One business rule about one kind of subject (the document, a line, an allowance…). It has a single place in the code:
 * its id, what must hold, where to point when it does not, and what to do about it in every language of the portal.
 */
export interface Rule<Subject> extends Readonly<Record<Language, string>> {
  /** EN 16931-1 (or CIUS) rule id; null for the portal's own limits. */
  readonly id: string | null;
  /** JSON Pointer from the subject to what is wrong: "/netAmount", or "" for the subject itself. */
  readonly at: string;
  holds(subject: Subject, whole: Whole): boolean;
  /** True (always, or for this document) when breaking the rule is told but does not refuse the document. */
  readonly warning?: true | ((whole: Whole) => boolean);
  /** Computes with amounts: not asked when one of them could not be read at all, for the answer would mislead. */
  readonly arithmetic?: true;
  /** Fills `{names}` in the sentences. */
  values?(subject: Subject, whole: Whole): Readonly<Record<string, string>>;
}

/** A broken rule, before its pointer is translated to the document's own syntax. */
export interface Violation {
  readonly rule: string | null;
  /** JSON Pointer into the canonical model. */
  readonly at: string;
  readonly warning: boolean;
  readonly words: Readonly<Record<Language, string>>;
  readonly values?: Readonly<Record<string, string>> | undefined;
}

/** Every error at once, but no more than a person or a program can use: a hostile document breaks millions of rules. */
export const mostFindings = 500;

/** The sentence of a violation in one language, its `{names}` filled. */
export function sentence(
  words: Readonly<Record<Language, string>>,
  language: Language,
  values: Readonly<Record<string, string>> = {},
): string {
  return words[language].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
