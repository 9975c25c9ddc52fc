import { isDay } from "#app/platform/calendar.ts";
import { ciiCoreTypes } from "./cii-schema-core.ts";
import { ciiTradeTypes } from "./cii-schema-trade.ts";
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

const namespaceRoot = "urn:un:unece:uncefact:data:standard:";

export const ciiNamespaces = {
  document: `${namespaceRoot}CrossIndustryInvoice:100`,
  aggregate: `${namespaceRoot}ReusableAggregateBusinessInformationEntity:100`,
  qualified: `${namespaceRoot}QualifiedDataType:100`,
  unqualified: `${namespaceRoot}UnqualifiedDataType:100`,
} as const;

/** The prefixes of the official rules, for XPaths. */
export const ciiPrefixes: Readonly<Record<string, string>> = {
  [ciiNamespaces.document]: "rsm",
  [ciiNamespaces.aggregate]: "ram",
  [ciiNamespaces.qualified]: "qdt",
  [ciiNamespaces.unqualified]: "udt",
};

const models = compileModels(`${ciiCoreTypes.trim()}\n${ciiTradeTypes.trim()}`, {
  "": { namespace: ciiNamespaces.aggregate, typed: false },
  ".": { namespace: ciiNamespaces.aggregate, typed: true },
  "!": { namespace: ciiNamespaces.document, typed: true },
});

/**
 * Everything in which a document differs from the CII D16B schema: unknown elements and namespaces, order, cardinality,
 * and the form of dates, decimals, booleans and base64.
 */
export function ciiSchemaFaults(root: XmlElement): SchemaFault[] {
  return schemaFaults(root, { models, checkValue });
}

/** CII names tell types: …Amount is an amount, …DateTime a moment (UN/CEFACT naming rules). */
const typedName =
  /(?:Amount|Quantity|Measure|Numeric|Percent|Rate|DateTime|Date|Indicator|BinaryObject)$/;

function checkValue(element: XmlElement, note: NoteFault): void {
  const { name } = element;
  const type = typedName.exec(name)?.[0];
  if (type === "DateTime" || type === "Date" || type === "Indicator") {
    checkChoice(element, type, note);
    return;
  }
  if (element.children.length > 0) note(element, schemaWords.nested, { name });
  if (!type) return;
  const text = element.text.trim();
  const form = valueForms[type]!;
  if (!form.fits(text)) note(element, form.words, { found: shown(text) });
}

/** Dates and booleans stand inside an element that says how they are written: DateTimeString or DateTime. */
function checkChoice(
  element: XmlElement,
  type: "DateTime" | "Date" | "Indicator",
  note: NoteFault,
): void {
  const { name } = element;
  if (/\S/.test(element.text)) note(element, schemaWords.text, { name });
  const namespace = name.startsWith("Formatted")
    ? ciiNamespaces.qualified
    : ciiNamespaces.unqualified;
  const [value, second] = element.children;
  if (!value) {
    note(element, schemaWords.missing, { name: `${type}String`, parent: name });
    return;
  }
  if (second) note(second, schemaWords.repeated, { name: second.name, parent: name });
  const known = value.name === type || value.name === `${type}String`;
  if (value.namespace !== namespace || !known) {
    note(value, schemaWords.unknown, { name: value.name, parent: name });
    return;
  }
  if (value.children.length > 0) note(value, schemaWords.nested, { name: value.name });
  const text = value.text.trim();
  if (type === "Indicator") {
    const { fits, words } = valueForms.Indicator!;
    if (!fits(text)) note(value, words, { found: shown(text) });
  } else if (!isDay(dayOf(value))) note(value, schemaWords.dateTime, { found: shown(text) });
}

/**
 * The calendar day of a DateTimeString, DateString, DateTime or Date: UNTDID 2379 formats that begin with a day
 * (CCYYMMDD: 102, 203, 204, 205), or `xsd:date(Time)`. The text itself when it is none, as weeks and months are.
 */
export function dayOf({ name, attributes, text }: XmlElement): string {
  const written = text.trim();
  if (!name.endsWith("String"))
    return /^(\d{4}-\d{2}-\d{2})(?=$|[TZ+-])/.exec(written)?.[1] ?? written;
  const form = dayForms[attributes.format?.trim() ?? "102"];
  const [, year, month, day] = form?.exec(written) ?? [];
  return year ? `${year}-${month}-${day}` : written;
}

const dayForms: Readonly<Record<string, RegExp>> = {
  "102": /^(\d{4})(\d{2})(\d{2})$/,
  "203": /^(\d{4})(\d{2})(\d{2})\d{4}$/,
  "204": /^(\d{4})(\d{2})(\d{2})\d{6}$/,
  "205": /^(\d{4})(\d{2})(\d{2})\d{4}(?:[+-]\d{4})?$/,
};
