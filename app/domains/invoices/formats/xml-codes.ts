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

/** Reports every coded term of a document, found by its element's name, whose code is in none of its lists. */
export function checkCodes(
  root: XmlElement,
  terms: ReadonlyMap<string, CodedTerm>,
  report: (rule: CodeRule, element: XmlElement, code: string) => void,
): void {
  walk(root, (element) => {
    const found = terms.get(element.name)?.(element);
    if (found && !codeAllowed(found[0], found[1])) report(found[0], element, found[1]);
  });
}
