import type { Invoice } from "../model.ts";

/**
 * A text that two invoices share exactly when they have the same content, whatever format each came in: the canonical
 * model, keys in order. Left out is what says nothing about the content:
 * - the rule set and process under which the document travelled (BT-23, BT-24), which JSON need not name;
 * - spellings of the same fact: totals of zero that a document may state or omit (BT-107, 108, 113, 114), a base
 *   quantity of one (BT-149), spaces in an IBAN.
 */
export function contentKey(invoice: Invoice): string {
  const { processId: _process, specificationId: _specification, ...content } = invoice;
  return JSON.stringify(stable("", content));
}

const zeroMeansAbsent = new Set(["allowances", "charges", "prepaid", "rounding"]);

function stable(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => stable(name, item));
  if (typeof value !== "object" || value === null) {
    const account = name === "iban" || name === "debitedIban";
    return account && typeof value === "string" ? value.replace(/\s+/g, "") : value;
  }
  const object = value as Record<string, unknown>;
  const one = object.baseQuantity === "1";
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(object).sort()) {
    const item = object[key];
    if (item === undefined || (Array.isArray(item) && item.length === 0)) continue;
    if (item === "0" && name === "totals" && zeroMeansAbsent.has(key)) continue;
    if (one && (key === "baseQuantity" || key === "baseQuantityUnitCode")) continue;
    ordered[key] = stable(key, item);
  }
  return ordered;
}
