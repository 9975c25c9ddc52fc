import { isDay } from "#app/platform/calendar.ts";
import { coreTypes } from "./ubl-schema-core.ts";
import { logisticsTypes } from "./ubl-schema-logistics.ts";
import {
  compileModels,
  type NoteFault,
  type SchemaFault,
  schemaFaults,
  schemaWords,
  shown,
  valueForms,
} from "./xml-schema.ts";
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

const models = compileModels(`${coreTypes.trim()}\n${logisticsTypes.trim()}`, {
  "": { namespace: ublNamespaces.basic, typed: false },
  ".": { namespace: ublNamespaces.aggregate, typed: true },
  "~": { namespace: ublNamespaces.extension, typed: false },
});

/**
 * Everything in which a document differs from the UBL 2.1 schema (ISO/IEC 19845): unknown elements and namespaces,
 * order, cardinality, and the form of dates, times, decimals, booleans and base64. Extensions may hold anything.
 */
export function ublSchemaFaults(root: XmlElement): SchemaFault[] {
  return schemaFaults(root, { models, checkValue });
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

function checkValue(element: XmlElement, note: NoteFault): void {
  if (element.namespace !== ublNamespaces.basic) return;
  const { name, attributes } = element;
  if (element.children.length > 0) note(element, schemaWords.nested, { name });
  const type = typedName.exec(name)?.[0];
  if (!type) return;
  const text = element.text.trim();
  const form = forms[type]!;
  if (!form.fits(text)) note(element, form.words, { found: shown(text) });
  const needed =
    type === "Amount" && name !== "TimeAmount"
      ? "currencyID"
      : type === "Measure"
        ? "unitCode"
        : undefined;
  if (needed && attributes[needed] === undefined)
    note(element, schemaWords.attribute, { name: needed });
}

const forms: typeof valueForms = {
  ...valueForms,
  Date: { fits: (text) => isDay(dayOf(text)), words: schemaWords.date },
  Time: { fits: (text) => timeForm.test(text), words: schemaWords.time },
};
