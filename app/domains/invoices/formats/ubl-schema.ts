import { isDay } from "#app/platform/calendar.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { isDecimalText } from "./decimal-text.ts";
import { coreTypes } from "./ubl-schema-core.ts";
import { logisticsTypes } from "./ubl-schema-logistics.ts";
import type { XmlElement } from "./xml-tree.ts";

const namespaceRoot = "urn:oasis:names:specification:ubl:schema:xsd:";

export const ublNamespaces = {
  invoice: `${namespaceRoot}Invoice-2`,
  creditNote: `${namespaceRoot}CreditNote-2`,
  aggregate: `${namespaceRoot}CommonAggregateComponents-2`,
  basic: `${namespaceRoot}CommonBasicComponents-2`,
  extension: `${namespaceRoot}CommonExtensionComponents-2`,
} as const;

/** The prefixes of the official rules, for XPaths. */
export const ublPrefixes: Readonly<Record<string, string>> = {
  [ublNamespaces.invoice]: "ubl",
  [ublNamespaces.creditNote]: "cn",
  [ublNamespaces.aggregate]: "cac",
  [ublNamespaces.basic]: "cbc",
  [ublNamespaces.extension]: "ext",
};

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

/** Compiles the notation of ubl-schema-core.ts, once. */
function compile(tables: string): ReadonlyMap<string, ContentModel> {
  const models = new Map<string, ContentModel>();
  for (const entry of tables.trim().split(/\n(?=\S)/)) {
    const [type, sequence] = entry.split(": ") as [string, string];
    const particles = sequence.trim().split(/\s+/).map(particle);
    models.set(type, {
      particles,
      positions: new Map(particles.map(({ name }, index) => [name, index])),
    });
  }
  return models;
}

function particle(text: string): Particle {
  const [, mark = "", name = "", type, occurrence = ""] =
    /^([.~]?)(\w+)(?:=(\w+))?([?*+]?)$/.exec(text) ?? [];
  const { aggregate, basic, extension } = ublNamespaces;
  return {
    name,
    namespace: mark === "." ? aggregate : mark === "~" ? extension : basic,
    ...(mark === "." ? { type: type ?? name } : {}),
    required: occurrence === "" || occurrence === "+",
    repeats: occurrence === "*" || occurrence === "+",
  };
}

const models = compile(`${coreTypes.trim()}\n${logisticsTypes.trim()}`);

type Words = Readonly<Record<Language, string>>;

/** A difference from the UBL 2.1 schema, at an element. */
export interface SchemaFault {
  element: XmlElement;
  words: Words;
  values: Readonly<Record<string, string>>;
  /** Something is not there: an EN 16931 rule about the same element says it better. */
  missing: boolean;
}

const words = {
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
 * Everything in which a document differs from the UBL 2.1 schema (ISO/IEC 19845): unknown elements and namespaces,
 * order, cardinality, and the form of dates, times, decimals, booleans and base64. Extensions may hold anything.
 */
export function ublSchemaFaults(root: XmlElement): SchemaFault[] {
  const faults: SchemaFault[] = [];
  checkAggregate(root, root.name, faults);
  return faults;
}

function checkAggregate(element: XmlElement, type: string, faults: SchemaFault[]): void {
  const model = models.get(type)!;
  const fault = (at: XmlElement, said: Words, values: Record<string, string> = {}) =>
    faults.push({
      element: at,
      words: said,
      values: { parent: element.name, ...values },
      missing: said === words.missing,
    });
  if (/\S/.test(element.text)) fault(element, words.text, { name: element.name });

  const seen = new Set<number>();
  let furthest = -1;
  for (const below of element.children) {
    const position = model.positions.get(below.name);
    const expected = position === undefined ? undefined : model.particles[position];
    if (position === undefined || !expected || expected.namespace !== below.namespace) {
      fault(below, words.unknown, { name: below.name });
      continue;
    }
    if (position < furthest)
      fault(below, words.order, { name: below.name, after: model.particles[furthest]!.name });
    else if (seen.has(position) && !expected.repeats)
      fault(below, words.repeated, { name: below.name });
    seen.add(position);
    furthest = Math.max(furthest, position);
    if (expected.type) checkAggregate(below, expected.type, faults);
    else if (expected.namespace === ublNamespaces.basic) checkValue(below, faults);
  }
  for (const [position, { name, required }] of model.particles.entries()) {
    if (required && !seen.has(position)) fault(element, words.missing, { name });
  }
}

const timeForm = /^\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/;
const dateForm = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/;

/** The calendar day of an `xsd:date`, its time zone (which no invoice means) left off; the text itself when it is none. */
export function dayOf(text: string): string {
  return dateForm.exec(text)?.[1] ?? text;
}

/** UBL names tell types: …Amount is an amount, …Date a date (UBL 2.1 naming and design rules). */
function checkValue(element: XmlElement, faults: SchemaFault[]): void {
  const { name } = element;
  const text = element.text.trim();
  const fault = (said: Words, values: Record<string, string>) =>
    faults.push({ element, words: said, values, missing: false });
  if (element.children.length > 0) fault(words.nested, { name });
  const decimal = () => {
    if (!isDecimalText(text)) fault(words.decimal, { found: shown(text) });
  };
  switch (
    /(?:Amount|Quantity|Measure|Numeric|Percent|Rate|Date|Time|Indicator|BinaryObject)$/.exec(
      name,
    )?.[0]
  ) {
    case "Amount":
      decimal();
      if (name !== "TimeAmount" && element.attributes.currencyID === undefined)
        fault(words.attribute, { name: "currencyID" });
      break;
    case "Measure":
      decimal();
      if (element.attributes.unitCode === undefined) fault(words.attribute, { name: "unitCode" });
      break;
    case "Quantity":
    case "Numeric":
    case "Percent":
    case "Rate":
      decimal();
      break;
    case "Date":
      if (!isDay(dayOf(text))) fault(words.date, { found: shown(text) });
      break;
    case "Time":
      if (!timeForm.test(text)) fault(words.time, { found: shown(text) });
      break;
    case "Indicator":
      if (!/^(?:true|false|1|0)$/.test(text)) fault(words.indicator, { found: shown(text) });
      break;
    case "BinaryObject":
      if (!isBase64(text)) fault(words.base64, {});
      break;
  }
}

/** What a person sees of a value in a message: never a megabyte of it. */
function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text || "–";
}

function isBase64(text: string): boolean {
  const dense = /\s/.test(text) ? text.replace(/\s+/g, "") : text;
  return dense.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(dense);
}

/** Removes from the tree what is in no UBL namespace, so that readers and rules see what the official XPaths see. */
export function dropForeignElements(element: XmlElement): void {
  for (let index = element.children.length - 1; index >= 0; index -= 1) {
    const below = element.children[index]!;
    if (Object.hasOwn(ublPrefixes, below.namespace)) dropForeignElements(below);
    else element.children.splice(index, 1);
  }
}
