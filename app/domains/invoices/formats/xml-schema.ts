import type { Language } from "#app/platform/i18n/language.ts";
import { isBase64 } from "./base64.ts";
import { isDecimalText } from "./decimal-text.ts";
import { mostKept } from "./xml-findings.ts";
import type { XmlElement } from "./xml-tree.ts";

/** One place in a type's sequence. */
interface Particle {
  name: string;
  namespace: string;
  /** The aggregate's type; undefined for values and extensions. */
  type?: string;
  required: boolean;
  repeats: boolean;
}

interface ContentModel {
  particles: readonly Particle[];
  positions: ReadonlyMap<string, number>;
}

/** The schema of one XML syntax: its content models, and how it writes values. */
export interface XmlSchema {
  models: ReadonlyMap<string, ContentModel>;
  checkValue(element: XmlElement, note: NoteFault): void;
}

export type NoteFault = (
  element: XmlElement,
  said: Words,
  values: Readonly<Record<string, string>>,
) => void;

/**
 * Compiles the notation of ubl-schema-core.ts, once. `marks` gives the namespace that each mark before a name stands
 * for (none: a value), and whether such an element has a type of its own.
 */
export function compileModels(
  tables: string,
  marks: Readonly<Record<string, { namespace: string; typed: boolean }>>,
): XmlSchema["models"] {
  const models = new Map<string, ContentModel>();
  for (const entry of tables.trim().split(/\n(?=\S)/)) {
    const [type, sequence] = entry.split(": ") as [string, string];
    const particles = sequence
      .trim()
      .split(/\s+/)
      .map((text) => particle(text, marks));
    models.set(type, {
      particles,
      positions: new Map(particles.map(({ name }, index) => [name, index])),
    });
  }
  return models;
}

function particle(
  text: string,
  marks: Readonly<Record<string, { namespace: string; typed: boolean }>>,
): Particle {
  const [, mark = "", name = "", type, occurrence = ""] =
    /^(\W?)(\w+)(?:=(\w+))?([?*+]?)$/.exec(text) ?? [];
  const { namespace, typed } = marks[mark]!;
  return {
    name,
    namespace,
    ...(typed ? { type: type ?? name } : {}),
    required: occurrence === "" || occurrence === "+",
    repeats: occurrence === "*" || occurrence === "+",
  };
}

type Words = Readonly<Record<Language, string>>;

/** A difference from the schema of its syntax, at an element. */
export interface SchemaFault {
  element: XmlElement;
  words: Words;
  values: Readonly<Record<string, string>>;
  /** Something is not there: an EN 16931 rule about the same element says it better. */
  missing: boolean;
}

export const schemaWords = {
  unknown: {
    fr: "L’élément {name} n’a pas sa place dans {parent}, retirez-le ou corrigez son espace de noms.",
    en: "The element {name} does not belong in {parent}, remove it or correct its namespace.",
  },
  order: {
    fr: "L’élément {name} vient trop tard dans {parent}, placez-le avant {after}.",
    en: "The element {name} comes too late in {parent}, put it before {after}.",
  },
  repeated: {
    fr: "L’élément {name} ne peut figurer qu’une fois dans {parent}.",
    en: "The element {name} may occur only once in {parent}.",
  },
  missing: {
    fr: "L’élément {name} manque dans {parent}.",
    en: "The element {name} is missing from {parent}.",
  },
  text: {
    fr: "L’élément {name} ne contient que d’autres éléments, retirez le texte.",
    en: "The element {name} holds other elements only, remove the text.",
  },
  nested: {
    fr: "L’élément {name} contient une valeur, retirez les éléments qu’il enferme.",
    en: "The element {name} holds a value, remove the elements inside it.",
  },
  date: {
    fr: "{found} n’est pas une date, écrivez AAAA-MM-JJ.",
    en: "{found} is not a date, write YYYY-MM-DD.",
  },
  dateTime: {
    fr: '{found} n’est pas une date, écrivez AAAAMMJJ avec format="102".',
    en: '{found} is not a date, write YYYYMMDD with format="102".',
  },
  time: {
    fr: "{found} n’est pas une heure, écrivez HH:MM:SS.",
    en: "{found} is not a time, write HH:MM:SS.",
  },
  decimal: {
    fr: "{found} n’est pas un nombre décimal, écrivez par exemple 1234.50.",
    en: "{found} is not a decimal number, write for example 1234.50.",
  },
  indicator: {
    fr: "{found} n’est pas un booléen, écrivez true ou false.",
    en: "{found} is not a boolean, write true or false.",
  },
  base64: {
    fr: "Le contenu de la pièce jointe n’est pas en base64.",
    en: "The content of the attachment is not base64.",
  },
  attribute: {
    fr: "L’attribut {name} manque.",
    en: "The attribute {name} is missing.",
  },
} satisfies Record<string, Words>;

/**
 * Everything in which a document differs from its schema: unknown elements and namespaces, order, cardinality, and the
 * form of values.
 */
export function schemaFaults(root: XmlElement, schema: XmlSchema): SchemaFault[] {
  const faults: SchemaFault[] = [];
  const note: NoteFault = (element, said, values) => {
    if (faults.length >= mostKept) return;
    faults.push({ element, words: said, values, missing: said === schemaWords.missing });
  };
  checkAggregate(root, schema.models.get(root.name)!, schema, note);
  return faults;
}

function checkAggregate(
  element: XmlElement,
  model: ContentModel,
  schema: XmlSchema,
  note: NoteFault,
): void {
  const parent = element.name;
  if (/\S/.test(element.text)) note(element, schemaWords.text, { name: parent });

  const seen = new Uint8Array(model.particles.length);
  let furthest = -1;
  for (const below of element.children) {
    const { name } = below;
    const position = model.positions.get(name);
    const expected = position === undefined ? undefined : model.particles[position];
    if (position === undefined || !expected || expected.namespace !== below.namespace) {
      note(below, schemaWords.unknown, { name, parent });
      continue;
    }
    if (position < furthest)
      note(below, schemaWords.order, { name, parent, after: model.particles[furthest]!.name });
    else if (seen[position] && !expected.repeats)
      note(below, schemaWords.repeated, { name, parent });
    seen[position] = 1;
    furthest = Math.max(furthest, position);
    if (expected.type) checkAggregate(below, schema.models.get(expected.type)!, schema, note);
    else schema.checkValue(below, note);
  }
  for (let position = 0; position < seen.length; position += 1) {
    const { name, required } = model.particles[position]!;
    if (required && !seen[position]) note(element, schemaWords.missing, { name, parent });
  }
}

const decimal = { fits: isDecimalText, words: schemaWords.decimal };

/** Forms of values that the syntaxes write alike, by the last word of the element's name. */
export const valueForms: Readonly<
  Record<string, { fits: (text: string) => boolean; words: Words }>
> = {
  Amount: decimal,
  Quantity: decimal,
  Measure: decimal,
  Numeric: decimal,
  Percent: decimal,
  Rate: decimal,
  Indicator: { fits: (text) => /^(?:true|false|1|0)$/.test(text), words: schemaWords.indicator },
  BinaryObject: { fits: isBase64, words: schemaWords.base64 },
};

/** What a person sees of a value in a message: never a megabyte of it. */
export function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text || "–";
}

/** Removes from the tree what is in none of the namespaces, so that readers and rules see what the official XPaths see. */
export function dropForeignElements(
  element: XmlElement,
  prefixes: Readonly<Record<string, string>>,
): void {
  const own = element.children.filter(({ namespace }) => Object.hasOwn(prefixes, namespace));
  if (own.length < element.children.length) element.children = own;
  for (const below of own) dropForeignElements(below, prefixes);
}
