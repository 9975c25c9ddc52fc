import { type CodeRule, codeAllowed } from "./rules/code-rules.ts";
import { walk, type XmlElement } from "./xml-tree.ts";

/** Which coded term an element (or its attribute) is, and the code it holds. */
export type CodedTerm = (element: XmlElement) => readonly [CodeRule, string] | undefined;

/** The code is what the element says. */
export const value =
  (rule: CodeRule): CodedTerm =>
  (element) => [rule, element.text.trim()];

/** The code is an attribute; absent, there is none to judge. */
export const attribute =
  (rule: CodeRule, name: string): CodedTerm =>
  (element) => {
    const code = element.attributes[name];
    return code === undefined ? undefined : [rule, code.trim()];
  };

/** How a binding tells a code that is in none of its lists. */
export type CodeReport = (rule: CodeRule, element: XmlElement, code: string) => void;

/**
 * Reports every coded term of a document, found by its element's name, whose code is in none of its lists; `narrower` are
 * further lists for some of the terms.
 */
export function checkCodes(
  root: XmlElement,
  terms: ReadonlyMap<string, CodedTerm>,
  report: CodeReport,
  narrower?: ReadonlyMap<CodeRule, CodeRule>,
): void {
  walk(root, (element) => {
    const found = terms.get(element.name)?.(element);
    if (!found) return;
    const [rule, code] = found;
    if (!codeAllowed(rule, code)) report(rule, element, code);
    const narrow = narrower?.get(rule);
    if (narrow && !codeAllowed(narrow, code)) report(narrow, element, code);
  });
}
