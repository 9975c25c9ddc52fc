import type { Language } from "#app/platform/i18n/language.ts";
import type { Finding } from "../model.ts";
import { mostFindings, sentence } from "./rules/rule.ts";
import { type XmlElement, XPaths } from "./xml-tree.ts";

export type Words = Readonly<Record<Language, string>>;

/** How the rules of a syntax tell what an element breaks. */
export type XmlReport = (
  rule: string,
  element: XmlElement,
  words: Words,
  values?: Readonly<Record<string, string>>,
) => void;

export const occursOnce: Words = {
  fr: "L’élément {name} ne peut figurer qu’une fois ici, gardez-en un seul.",
  en: "The element {name} may occur only once here, keep one of them.",
};

/** "missing": the schema wants something there; told only where no rule speaks about the same element. */
type Level = "error" | "warning" | "missing";

/** Beyond this, a document is beyond repair. */
export const mostKept = 20_000;

interface Found {
  rule: string | null;
  element: XmlElement;
  words: Words;
  values: Readonly<Record<string, string>> | undefined;
  level: Level;
}

/** Collects what is wrong with an XML document and tells it in the document's order, each thing once. */
export class XmlFindings {
  private readonly found: Found[] = [];
  private readonly kept = { errors: 0, warnings: 0 };

  constructor(
    private readonly language: Language,
    private readonly prefixes: Readonly<Record<string, string>>,
  ) {}

  add(
    rule: string | null,
    element: XmlElement,
    words: Words,
    values?: Readonly<Record<string, string>>,
    level: Level = "error",
  ): void {
    // Each kind has its own bound: no number of warnings may hide an error.
    const kind = level === "warning" ? "warnings" : "errors";
    this.kept[kind] += 1;
    if (this.kept[kind] <= mostKept) this.found.push({ rule, element, words, values, level });
  }

  /** The same for a rule about what an element says: its code, or its identifier. */
  addBroken(
    rule: Words & { readonly id: string; readonly warning?: true },
    element: XmlElement,
    found: string,
  ): void {
    const level = rule.warning ? "warning" : "error";
    this.add(rule.id, element, rule, { found: found || "–" }, level);
  }

  told(): { errors: Finding[]; warnings: Finding[] } {
    const named = new Set(
      this.found
        .filter(({ rule, level }) => rule !== null && level === "error")
        .map(({ element }) => element),
    );
    const inOrder = this.found
      .filter(({ level, element }) => level !== "missing" || !named.has(element))
      .sort((a, b) => a.element.line - b.element.line || a.element.column - b.element.column);
    return {
      errors: this.tell(inOrder.filter(({ level }) => level !== "warning")),
      warnings: this.tell(inOrder.filter(({ level }) => level === "warning")),
    };
  }

  /** Sentences and XPaths are made for what is told only. */
  private tell(found: readonly Found[]): Finding[] {
    const told = new Map<string, Finding>();
    const xpaths = new XPaths(this.prefixes);
    for (const { rule, element, words, values } of found) {
      if (told.size === mostFindings) break;
      const pointer = xpaths.of(element);
      const message = sentence(words, this.language, values);
      const key = `${pointer} ${rule ?? message}`;
      if (!told.has(key)) told.set(key, { pointer, rule, message });
    }
    return [...told.values()];
  }
}

/** The element that a term of the model was read from; for an absent term, the nearest one around its place. */
export function placeOf(places: ReadonlyMap<string, XmlElement>, at: string): XmlElement {
  let pointer = at;
  for (;;) {
    const element = places.get(pointer);
    if (element) return element;
    pointer = pointer.slice(0, pointer.lastIndexOf("/"));
  }
}
