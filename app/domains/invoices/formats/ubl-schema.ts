import { isDay } from "#app/platform/calendar.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { isBase64 } from "./base64.ts";
import { isDecimalText } from "./decimal-text.ts";
import { coreTypes } from "./ubl-schema-core.ts";
import { logisticsTypes } from "./ubl-schema-logistics.ts";
import { mostKept } from "./xml-findings.ts";
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
  checkAggregate(root, models.get(root.name)!, faults);
  return faults;
}

function checkAggregate(element: XmlElement, model: ContentModel, faults: SchemaFault[]): void {
  const parent = element.name;
  if (/\S/.test(element.text)) note(faults, element, words.text, { name: parent });

  const seen = new Uint8Array(model.particles.length);
  let furthest = -1;
  for (const below of element.children) {
    const { name } = below;
    const position = model.positions.get(name);
    const expected = position === undefined ? undefined : model.particles[position];
    if (position === undefined || !expected || expected.namespace !== below.namespace) {
      note(faults, below, words.unknown, { name, parent });
      continue;
    }
    if (position < furthest)
      note(faults, below, words.order, { name, parent, after: model.particles[furthest]!.name });
    else if (seen[position] && !expected.repeats)
      note(faults, below, words.repeated, { name, parent });
    seen[position] = 1;
    furthest = Math.max(furthest, position);
    if (expected.type) checkAggregate(below, models.get(expected.type)!, faults);
    else if (expected.namespace === ublNamespaces.basic) checkValue(below, faults);
  }
  for (let position = 0; position < seen.length; position += 1) {
    const { name, required } = model.particles[position]!;
    if (required && !seen[position]) note(faults, element, words.missing, { name, parent });
  }
}

function note(
  faults: SchemaFault[],
  element: XmlElement,
  said: Words,
  values: Readonly<Record<string, string>>,
): void {
  if (faults.length >= mostKept) return;
  faults.push({ element, words: said, values, missing: said === words.missing });
}

const timeForm = /^\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/;
const dateForm = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/;

/** The calendar day of an `xsd:date`, its time zone (which no invoice means) left off; the text itself when it is none. */
export function dayOf(text: string): string {
  return dateForm.exec(text)?.[1] ?? text;
}

/** UBL names tell types: …Amount is an amount, …Date a date (UBL 2.1 naming and design rules). */
const typedName =
  /(?:Amount|Quantity|Measure|Numeric|Percent|Rate|Date|Time|Indicator|BinaryObject)$/;

function checkValue(element: XmlElement, faults: SchemaFault[]): void {
  const { name, attributes } = element;
  if (element.children.length > 0) note(faults, element, words.nested, { name });
  const type = typedName.exec(name)?.[0];
  if (!type) return;
  const text = element.text.trim();
  const form = forms[type]!;
  if (!form.fits(text)) note(faults, element, form.words, { found: shown(text) });
  const needed =
    type === "Amount" && name !== "TimeAmount"
      ? "currencyID"
      : type === "Measure"
        ? "unitCode"
        : undefined;
  if (needed && attributes[needed] === undefined)
    note(faults, element, words.attribute, { name: needed });
}

const decimal = { fits: isDecimalText, words: words.decimal };
const forms: Readonly<Record<string, { fits: (text: string) => boolean; words: Words }>> = {
  Amount: decimal,
  Quantity: decimal,
  Measure: decimal,
  Numeric: decimal,
  Percent: decimal,
  Rate: decimal,
  Date: { fits: (text) => isDay(dayOf(text)), words: words.date },
  Time: { fits: (text) => timeForm.test(text), words: words.time },
  Indicator: { fits: (text) => /^(?:true|false|1|0)$/.test(text), words: words.indicator },
  BinaryObject: { fits: isBase64, words: words.base64 },
};

/** What a person sees of a value in a message: never a megabyte of it. */
function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text || "–";
}

/** Removes from the tree what is in no UBL namespace, so that readers and rules see what the official XPaths see. */
export function dropForeignElements(element: XmlElement): void {
  const own = element.children.filter(({ namespace }) => Object.hasOwn(ublPrefixes, namespace));
  if (own.length < element.children.length) element.children = own;
  for (const below of own) dropForeignElements(below);
}
