/** An XML element, text or nothing: what the CII writer is built from. */
export type XmlPart = string | null;

export type XmlAttributes = Readonly<Record<string, string | undefined>>;

/**
 * An element with children already written. Without any child it is nothing: EN 16931 forbids empty elements, so an
 * absent branch disappears together with its containers.
 */
export function element(name: string, ...children: (XmlPart | XmlPart[])[]): XmlPart {
  const content = children.flat().filter((part) => part !== null);
  return content.length === 0 ? null : `<${name}>${content.join("")}</${name}>`;
}

/** An element with text; nothing when the text is absent or empty. Attributes that are undefined are left out. */
export function leaf(
  name: string,
  text: string | undefined,
  attributes: XmlAttributes = {},
): XmlPart {
  if (text === undefined || text === "") return null;
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([key, value]) => ` ${key}="${escapeXml(value as string)}"`)
    .join("");
  return `<${name}${written}>${escapeXml(text)}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  // A parser would normalise a bare carriage return away.
  "\r": "&#13;",
};

/** Escapes markup and drops what XML 1.0 cannot hold at all (control characters, lone surrogates, U+FFFE/F). */
export function escapeXml(text: string): string {
  return text.replace(notXml, "").replace(/[&<>"'\r]/g, (character) => entities[character] ?? "");
}

/** XML 1.0 §2.2, the complement of Char. */
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
