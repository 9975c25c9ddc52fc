import type { Language } from "#app/platform/i18n/language.ts";
import type { Finding } from "../model.ts";
import { sentence } from "./rules/rule.ts";
import { type XmlElement, xpathOf } from "./xml-tree.ts";

/** "missing": the schema wants something there; told only where no rule speaks about the same element. */
type Level = "error" | "warning" | "missing";

/** Collects what is wrong with an XML document and tells it in the document's order, each thing once. */
export class XmlFindings {
  private readonly found: { element: XmlElement; level: Level; finding: Finding }[] = [];

  constructor(
    private readonly language: Language,
    private readonly prefixes: Readonly<Record<string, string>>,
  ) {}

  add(
    rule: string | null,
    element: XmlElement,
    words: Readonly<Record<Language, string>>,
    values?: Readonly<Record<string, string>>,
    level: Level = "error",
  ): void {
    const message = sentence(words, this.language, values);
    this.found.push({
      element,
      level,
      finding: { pointer: xpathOf(element, this.prefixes), rule, message },
    });
  }

  told(): { errors: Finding[]; warnings: Finding[] } {
    const named = new Set(
      this.found
        .filter(({ finding, level }) => finding.rule !== null && level === "error")
        .map(({ element }) => element),
    );
    const seen = new Set<string>();
    const inOrder = this.found
      .filter(({ level, element }) => level !== "missing" || !named.has(element))
      .sort((a, b) => a.element.line - b.element.line || a.element.column - b.element.column)
      .filter(({ finding }) => {
        const key = `${finding.rule} ${finding.pointer} ${finding.rule ? "" : finding.message}`;
        return !seen.has(key) && seen.add(key);
      });
    return {
      errors: inOrder.filter((it) => it.level !== "warning").map((it) => it.finding),
      warnings: inOrder.filter((it) => it.level === "warning").map((it) => it.finding),
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
