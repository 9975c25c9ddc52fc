import { creditorReference, creditorReferencesIn } from "#app/platform/creditor-reference.ts";

/** An invoice that still owes something; the caller gives them oldest due first. Amounts in minor units. */
export interface OwedInvoice {
  id: string;
  number: string;
  outstanding: number;
}

export interface Receipt {
  amount: number;
  reference: string | null;
}

/**
 * Which invoices a bank receipt pays when its sender did not say: those whose number, or whose RF creditor reference (ISO 11649),
 * its reference contains, else the oldest due that owes exactly that amount. What nothing matches is the customer's credit, for a human to place: guessing further would
 * pay the wrong invoice.
 */
export function matchReceipt(
  { amount, reference }: Receipt,
  owed: readonly OwedInvoice[],
): { invoiceId: string; amount: number }[] {
  const named = reference ? namedIn(reference, owed) : [];
  if (named.length > 0) return spread(amount, named);
  const exact = owed.find(({ outstanding }) => outstanding === amount);
  return exact ? [{ invoiceId: exact.id, amount }] : [];
}

/** Banks change case, drop hyphens and wrap lines: numbers are compared by their letters and digits alone. */
function namedIn(reference: string, owed: readonly OwedInvoice[]): OwedInvoice[] {
  const found = new Set<OwedInvoice>();
  let text = takeCreditorReferences(reference.toUpperCase(), owed, found);
  // Longest first, each taken out of the text: "FA-12" is not also "FA-1".
  const byLength = [...owed].sort((a, b) => bare(b.number).length - bare(a.number).length);
  for (const invoice of byLength) {
    const number = bare(invoice.number);
    if (number.length < shortestNumber) continue;
    const without = text.replace(loosely(number), " | ");
    if (without === text) continue;
    found.add(invoice);
    text = without;
  }
  return owed.filter((invoice) => found.has(invoice));
}

/**
 * Adds the invoices whose RF reference the text holds, and answers the text without any RF reference: a group of four of a reference
 * to what is paid already would read as the number of another invoice.
 */
function takeCreditorReferences(
  text: string,
  owed: readonly OwedInvoice[],
  found: Set<OwedInvoice>,
): string {
  const referenceOf = new Map(owed.map((invoice) => [invoice, creditorReference(invoice.number)]));
  const known = new Set(referenceOf.values());
  const candidates = creditorReferencesIn(text);
  let left = "";
  let from = 0;
  for (const start of new Set(candidates.map((candidate) => candidate.start))) {
    if (start < from) continue;
    const here = candidates.filter((candidate) => candidate.start === start);
    const taken = here.findLast(({ reference }) => known.has(reference)) ?? here.at(-1);
    if (!taken) continue;
    for (const [invoice, its] of referenceOf) if (its === taken.reference) found.add(invoice);
    left += `${text.slice(from, start)} | `;
    from = taken.end;
  }
  return left + text.slice(from);
}

/** A shorter number is found in any reference by chance. */
const shortestNumber = 4;

function bare(text: string): string {
  return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** The letters and digits with anything between them; as a whole: "FA-2026-01" is not in "FA-2026-019". */
function loosely(number: string): RegExp {
  const between = "[^\\p{L}\\p{N}]*";
  return new RegExp(`(?<![\\p{L}\\p{N}])${[...number].join(between)}(?!\\d)`, "u");
}

function spread(amount: number, invoices: readonly OwedInvoice[]) {
  let left = amount;
  const allocations: { invoiceId: string; amount: number }[] = [];
  for (const { id, outstanding } of invoices) {
    const part = Math.min(left, outstanding);
    if (part > 0) allocations.push({ invoiceId: id, amount: part });
    left -= part;
  }
  return allocations;
}
