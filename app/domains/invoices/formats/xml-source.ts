import type { Identifier } from "../model.ts";
import type { Draft } from "./draft.ts";
import { child, select, type XmlElement } from "./xml-tree.ts";

/** JSON Pointer into the canonical model → the element that a term was read from. */
export type Places = ReadonlyMap<string, XmlElement>;

/**
 * An XML document being read into the canonical model: takes terms from paths of local names, and remembers under which
 * pointer (`at`) each was put, so that a rule's finding can be shown where it stands in the document.
 */
export class XmlSource {
  readonly places = new Map<string, XmlElement>();

  constructor(readonly root: XmlElement) {
    this.places.set("", root);
  }

  /** The trimmed text of the first element at the path; "" when it is empty, undefined when there is none. */
  text(parent: XmlElement | undefined, path: string, at: string): string | undefined {
    const element = first(parent, path);
    if (!element) return undefined;
    this.places.set(at, element);
    return element.text.trim();
  }

  /** An identifier with its `schemeID`. */
  identifier(
    parent: XmlElement | undefined,
    path: string,
    at: string,
  ): Draft<Identifier> | undefined {
    const element = first(parent, path);
    if (!element) return undefined;
    this.places.set(at, element);
    return identifierOf(element);
  }

  /** What `read` makes of the first element at the path. */
  group<T>(
    parent: XmlElement | undefined,
    path: string,
    at: string,
    read: (element: XmlElement, at: string) => T,
  ): T | undefined {
    const element = first(parent, path);
    if (!element) return undefined;
    this.places.set(at, element);
    return read(element, at);
  }

  /** What `read` makes of every element at the path. */
  each<T>(
    parent: XmlElement | undefined,
    path: string,
    at: string,
    read: (element: XmlElement, at: string) => T,
  ): T[] {
    return parent ? this.list(select(parent, path), at, read) : [];
  }

  /** The same, but absent rather than empty (lists that the model has only where needed). */
  some<T>(
    parent: XmlElement | undefined,
    path: string,
    at: string,
    read: (element: XmlElement, at: string) => T,
  ): T[] | undefined {
    const items = this.each(parent, path, at, read);
    return items.length > 0 ? items : undefined;
  }

  list<T>(
    elements: readonly XmlElement[],
    at: string,
    read: (element: XmlElement, at: string) => T,
  ): T[] {
    return elements.map((element, index) => {
      const where = `${at}/${index}`;
      this.places.set(where, element);
      return read(element, where);
    });
  }
}

/** The first element at a path of local names, in document order. */
export function first(parent: XmlElement | undefined, path: string): XmlElement | undefined {
  if (!parent) return undefined;
  return path.includes("/") ? select(parent, path)[0] : child(parent, path);
}

export function identifierOf(element: XmlElement): Draft<Identifier> {
  const { schemeID } = element.attributes;
  const id = element.text.trim();
  return schemeID === undefined ? { id } : { id, scheme: schemeID.trim() };
}
