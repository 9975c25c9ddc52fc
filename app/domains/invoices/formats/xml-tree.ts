import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { type Refusal, refused } from "#app/platform/refusal.ts";

/** An element of a parsed document. Comments and processing instructions leave no trace: "FA<!-- x -->-1" reads "FA-1". */
export interface XmlElement {
  /** Local name. */
  readonly name: string;
  readonly namespace: string;
  /** By name as written, without `xmlns`; no prototype, so that no name is special. */
  readonly attributes: Readonly<Record<string, string>>;
  children: XmlElement[];
  readonly parent: XmlElement | null;
  /** The character data directly inside, entity references resolved, not trimmed. */
  text: string;
  readonly line: number;
  readonly column: number;
}

export type UnreadableXml = Refusal<
  "unreadable",
  {
    reason: "syntax" | "doctype" | "too-large" | "too-deep";
    line: number;
    column: number;
    /** The parser's own words, for `syntax`. */
    detail: string;
  }
>;

/** What one document may cost: an invoice of 10,000 lines with attachments fits, a decompressed bomb does not. */
export const xmlLimits = { characters: 20_000_000, depth: 64, elements: 300_000 } as const;

/** Thrown inside the parser's callbacks to stop it at once, and caught by `parseXml`. */
class Stop extends Error {
  constructor(readonly answer: UnreadableXml) {
    super(answer.reason);
  }
}

/**
 * Parses a namespace-aware document into a small tree, strictly: not well-formed is refused with line and column.
 * A document type declaration is refused before anything in it is used, so there are no external entities (XXE) and no
 * entities that multiply ("billion laughs"); depth, size and number of elements are bounded.
 */
export function parseXml(text: string): XmlElement | UnreadableXml {
  if (text.length > xmlLimits.characters) return unreadable("too-large", 1, 1);
  const parser = new SaxesParser({
    xmlns: true,
    position: true,
    defaultXMLVersion: "1.0",
    forceXMLVersion: true,
  });
  let root: XmlElement | null = null;
  let current: XmlElement | null = null;
  let depth = 0;
  let elements = 0;

  const stop = (reason: UnreadableXml["reason"], detail = "") => {
    throw new Stop(unreadable(reason, parser.line, parser.column + 1, detail));
  };
  parser.on("error", (error) => stop("syntax", error.message.replace(/^\d+:\d+: /, "")));
  parser.on("doctype", () => stop("doctype"));
  parser.on("opentag", (tag: SaxesTagNS) => {
    depth += 1;
    elements += 1;
    if (depth > xmlLimits.depth) stop("too-deep");
    if (elements > xmlLimits.elements) stop("too-large");
    const element: XmlElement = {
      name: tag.local,
      namespace: tag.uri,
      attributes: attributesOf(tag.attributes),
      children: [],
      parent: current,
      text: "",
      line: parser.line,
      column: parser.column + 1,
    };
    if (current) current.children.push(element);
    else root = element;
    current = element;
  });
  parser.on("closetag", () => {
    depth -= 1;
    current = current?.parent ?? null;
  });
  const append = (data: string) => {
    if (current) current.text += data;
  };
  parser.on("text", append);
  parser.on("cdata", append);

  try {
    parser.write(text).close();
  } catch (thrown) {
    if (thrown instanceof Stop) return thrown.answer;
    throw thrown;
  }
  return root ?? unreadable("syntax", 1, 1, "no root element");
}

function unreadable(
  reason: UnreadableXml["reason"],
  line: number,
  column: number,
  detail = "",
): UnreadableXml {
  return refused("unreadable", { reason, line, column, detail });
}

const noAttributes: Readonly<Record<string, string>> = Object.freeze(Object.create(null));

function attributesOf(given: Record<string, SaxesAttributeNS>): Readonly<Record<string, string>> {
  let own: Record<string, string> | null = null;
  for (const name in given) {
    const attribute = given[name]!;
    if (attribute.prefix === "xmlns" || name === "xmlns") continue;
    own ??= Object.create(null) as Record<string, string>;
    own[name] = attribute.value;
  }
  return own ?? noAttributes;
}

/** The first child of that local name in that namespace. */
export function child(
  element: XmlElement | undefined,
  name: string,
  namespace?: string,
): XmlElement | undefined {
  if (!element) return undefined;
  for (const candidate of element.children) {
    if (candidate.name === name && (namespace === undefined || candidate.namespace === namespace))
      return candidate;
  }
  return undefined;
}

/** Every child of that local name, in document order. */
export function childrenNamed(element: XmlElement | undefined, name: string): XmlElement[] {
  return element ? element.children.filter((candidate) => candidate.name === name) : [];
}

/** Every element reached by the steps of a path, in document order: `select(root, "TaxTotal/TaxSubtotal")`. */
export function select(start: XmlElement, path: string): XmlElement[] {
  const slash = path.indexOf("/");
  if (slash < 0) return childrenNamed(start, path);
  const step = path.slice(0, slash);
  const rest = path.slice(slash + 1);
  const found: XmlElement[] = [];
  for (const element of start.children) {
    if (element.name !== step) continue;
    for (const below of select(element, rest)) found.push(below);
  }
  return found;
}

/** Calls `visit` for the element and all below it, parents first. */
export function walk(element: XmlElement, visit: (element: XmlElement) => void): void {
  visit(element);
  for (const below of element.children) walk(below, visit);
}

/**
 * Where elements are, as XPaths: `/ubl:Invoice/cac:InvoiceLine[2]/cbc:ID`. Positions stand only where a name repeats.
 * Prefixes are the ones given for namespaces (those of the official rules), whatever the document calls them. Siblings
 * are counted once per parent, so that many findings in a long document cost no more than the document.
 */
export class XPaths {
  private readonly steps = new Map<XmlElement, string>();

  constructor(private readonly prefixes: Readonly<Record<string, string>>) {}

  of(element: XmlElement): string {
    let step = this.steps.get(element);
    if (step === undefined) {
      if (element.parent) this.number(element.parent);
      step = this.steps.get(element) ?? this.named(element);
    }
    return `${element.parent ? this.of(element.parent) : ""}/${step}`;
  }

  private number(parent: XmlElement): void {
    const totals = new Map<string, number>();
    for (const element of parent.children) {
      const name = this.named(element);
      totals.set(name, (totals.get(name) ?? 0) + 1);
    }
    const counts = new Map<string, number>();
    for (const element of parent.children) {
      const name = this.named(element);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      this.steps.set(element, totals.get(name) === 1 ? name : `${name}[${count}]`);
    }
  }

  private named({ name, namespace }: XmlElement): string {
    return `${this.prefixes[namespace] ?? "*"}:${name}`;
  }
}
