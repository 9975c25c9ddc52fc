import type { Language } from "#app/platform/i18n/language.ts";
import type { Finding } from "../model.ts";
import { sentence } from "./rules/rule.ts";
import { type XmlElement, xpathOf } from "./xml-tree.ts";

/** Collects what is wrong with an XML document and tells it in the document's order, each thing once. */
export class XmlFindings {
  private readonly found: { element: XmlElement; warning: boolean; finding: Finding }[] = [];

  constructor(
    private readonly language: Language,
    private readonly prefixes: Readonly<Record<string, string>>,
  ) {}

  add(
    rule: string | null,
    element: XmlElement,
    words: Readonly<Record<Language, string>>,
    values?: Readonly<Record<string, string>>,
    warning = false,
  ): void {
    const message = sentence(words, this.language, values);
    this.found.push({
      element,
      warning,
      finding: { pointer: xpathOf(element, this.prefixes), rule, message },
    });
  }

  told(): { errors: Finding[]; warnings: Finding[] } {
    const seen = new Set<string>();
    const inOrder = this.found
      .sort((a, b) => a.element.line - b.element.line || a.element.column - b.element.column)
      .filter(({ finding }) => {
        const key = `${finding.rule} ${finding.pointer} ${finding.rule ? "" : finding.message}`;
        return !seen.has(key) && seen.add(key);
      });
    return {
      errors: inOrder.filter((it) => !it.warning).map((it) => it.finding),
      warnings: inOrder.filter((it) => it.warning).map((it) => it.finding),
    };
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
