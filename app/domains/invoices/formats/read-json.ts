import type { Language } from "#app/platform/i18n/language.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import type { Finding, Identifier, Invoice } from "../model.ts";
import { completeFigures } from "./complete-json.ts";
import { type Draft, decimalFields, type InvoiceDraft, settle } from "./draft.ts";
import { issuesOf, type JsonIssue, jsonPointer, removeIssues } from "./json-issues.ts";
import { type JsonInvoice, jsonInvoice } from "./json-schema.ts";
import { checkInvoice } from "./rules/check-invoice.ts";
import { mostFindings, sentence, type Violation } from "./rules/rule.ts";

/** What BT-24 is when a JSON invoice does not say: the rules it is held against. */
export const coreSpecification = "urn:cen.eu:en16931:2017";

type Words = Readonly<Record<Language, string>>;
const unreadableWords = {
  syntax: {
    fr: "Ce texte n’est pas du JSON valide ({detail}).",
    en: "This text is not valid JSON ({detail}).",
  },
  notObject: {
    fr: "Envoyez un objet JSON, une facture par document.",
    en: "Send a JSON object, one invoice per document.",
  },
  large: {
    fr: `Le document est trop grand, 10 000 lignes au plus.`,
    en: `The document is too large, at most 10 000 lines.`,
  },
  control: {
    fr: "Retirez les caractères de contrôle de ce champ.",
    en: "Remove the control characters from this field.",
  },
} satisfies Record<string, Words>;

export type JsonAnswer =
  | { invoice: Invoice; warnings: Finding[] }
  | Refusal<"unreadable" | "invalid", { errors: Finding[] }>;

/**
 * Reads one JSON invoice (the text of a request body or of a batch line): schema and business rules together, every
 * error at once, pointed to by RFC 6901. Missing `vatBreakdown` and `totals` are computed.
 */
export function readJsonInvoice(text: string, language: Language): JsonAnswer {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 120) : "";
    return refused("unreadable", {
      errors: [finding("", null, unreadableWords.syntax, language, { detail })],
    });
  }
  if (typeof document !== "object" || document === null || Array.isArray(document))
    return refused("unreadable", {
      errors: [finding("", null, unreadableWords.notObject, language)],
    });

  if (text.length > longestList && hasEndlessList(document)) return tooLarge(language);

  // Only an escape can bring a control character or half a surrogate pair into a JSON string.
  const escaped = text.includes("\\u") ? unstorable(document, "") : [];
  if (escaped.length > 0)
    return refused("invalid", {
      errors: escaped
        .slice(0, mostFindings)
        .map((at) => finding(at, null, unreadableWords.control, language)),
    });
  if (text.includes('""')) dropEmpty(document as Record<string, unknown>);

  const parsed = parse(document);
  if (!parsed) return tooLarge(language);
  if (!parsed.success) return explain(document, issuesOf(parsed.error, document), language);

  const draft = draftOf(parsed.data);
  completeFigures(draft);
  const violations = checkInvoice(draft, "json");
  const answer = answerOf(violations, language);
  if (isRefused(answer)) return answer;
  return { invoice: settle(draft), warnings: answer.warnings };
}

/** Zod passes issues on as arguments: some hundred thousand overflow the stack. */
function parse(document: object) {
  try {
    return jsonInvoice.safeParse(document);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function tooLarge(language: Language): JsonAnswer {
  return refused("invalid", { errors: [finding("", null, unreadableWords.large, language)] });
}

function answerOf(
  violations: readonly Violation[],
  language: Language,
): { warnings: Finding[] } | Refusal<"invalid", { errors: Finding[] }> {
  const tell = (violation: Violation) =>
    finding(violation.at, violation.rule, violation.words, language, violation.values);
  const errors = violations
    .filter(({ warning }) => !warning)
    .slice(0, mostFindings)
    .map(tell);
  if (errors.length > 0) return refused("invalid", { errors });
  return { warnings: violations.map(tell) };
}

/** The document departs from the schema: says where, and what the rules say about the rest of it. */
function explain(document: object, issues: readonly JsonIssue[], language: Language): JsonAnswer {
  removeIssues(document, issues);
  const draft = draftOf(document as JsonInvoice);
  const removed = issues.filter(({ missing }) => !missing);
  const arithmetic = !removed.some(({ path }) => touchesSums(path));
  if (arithmetic) completeFigures(draft);
  const removedAt = new Set(removed.map(({ path }) => jsonPointer(path)));
  const violations = checkInvoice(draft, "json", { arithmetic }).filter(
    ({ at, warning }) =>
      !warning &&
      !pointersTo(at).some((pointer) => removedAt.has(pointer)) &&
      (arithmetic || !/^\/(?:totals|vatBreakdown)(?:\/|$)/.test(at)),
  );
  // What is missing is named by its rule where there is one.
  const named = new Set(violations.flatMap(({ at }) => pointersTo(at)));
  const own = issues.filter(({ path, missing }) => !missing || !named.has(jsonPointer(path)));
  const errors = [
    ...own
      .slice(0, mostFindings)
      .map((it) => finding(jsonPointer(it.path), null, it.words, language, it.values)),
    ...violations.map((it) => finding(it.at, it.rule, it.words, language, it.values)),
  ];
  return refused("invalid", { errors: errors.slice(0, mostFindings) });
}

/** A pointer and those of everything around it: "/a/0" → "/a/0", "/a". */
function pointersTo(at: string): string[] {
  const pointers: string[] = [];
  for (let pointer = at; pointer; pointer = pointer.slice(0, pointer.lastIndexOf("/")))
    pointers.push(pointer);
  return pointers;
}

/** A list longer than any invoice has would cost the schema several objects per item. */
const longestList = 10_000;

function hasEndlessList(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null || depth > deepest) return false;
  if (Array.isArray(value) && value.length > longestList) return true;
  return Object.values(value).some((item) => hasEndlessList(item, depth + 1));
}

/** The schema nests less: what lies deeper is refused by it, unseen. */
const deepest = 8;

const containers = new Set([
  "lines",
  "allowances",
  "charges",
  "vatBreakdown",
  "totals",
  "vat",
  "category",
]);

/** Whether a value that could not be read leaves the sums without an operand. */
function touchesSums(path: readonly (string | number)[]): boolean {
  const last = path.at(-1);
  if (path[0] === "totals") return true;
  if (!containers.has(String(path[0]))) return false;
  return typeof last === "number" || containers.has(last!) || decimalFields.has(last!);
}

/** From the document's shorter spellings to the canonical names. Takes over the parsed objects. */
function draftOf(json: Partial<JsonInvoice>): InvoiceDraft {
  const { deliveries, ...rest } = json;
  const draft = rest as unknown as InvoiceDraft;
  draft.specificationId ??= coreSpecification;
  draft.notes = (json.notes ?? []).map((note) =>
    typeof note === "string" ? { text: note } : note,
  );
  draft.precedingInvoices = (json.precedingInvoices ?? []).map((reference) =>
    typeof reference === "string" ? { number: reference } : reference,
  );
  draft.delivery ??= deliveries?.[0];
  draft.seller = partyOf(json.seller);
  draft.buyer = partyOf(json.buyer);
  if (draft.payee) draft.payee.legalId = identifierOf(json.payee?.legalId);
  draft.paymentMeans ??= [];
  draft.allowances ??= [];
  draft.charges ??= [];
  draft.vatBreakdown ??= [];
  draft.attachments ??= [];
  draft.lines ??= [];
  for (const line of draft.lines) {
    line.allowances ??= [];
    line.charges ??= [];
  }
  // BT-46 and the biller's customer number are one: each stands in for the other.
  if (draft.customerNumber === undefined) draft.customerNumber = draft.buyer.identifiers[0]?.id;
  else if (draft.buyer.identifiers.length === 0)
    draft.buyer.identifiers.push({ id: draft.customerNumber });
  return draft;
}

type JsonParty = Partial<JsonInvoice["buyer"]>;

function partyOf(party: JsonParty | undefined): Draft<Invoice["seller"]> {
  if (!party) return { identifiers: [] };
  const draft = party as Draft<Invoice["seller"]>;
  draft.identifiers ??= [];
  draft.legalId = identifierOf(party.legalId);
  return draft;
}

function identifierOf(id: string | Draft<Identifier> | undefined): Draft<Identifier> | undefined {
  return typeof id === "string" ? { id } : id;
}

/** Pointers to strings that PostgreSQL cannot hold or no document should: control characters, lone surrogates. */
function unstorable(value: unknown, at: string, depth = 0): string[] {
  if (typeof value === "string") {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    return /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value) || /\p{Surrogate}/u.test(value)
      ? [at]
      : [];
  }
  if (typeof value !== "object" || value === null || depth > deepest) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    unstorable(item, at + jsonPointer([key]), depth + 1),
  );
}

/** Drops fields that say nothing: many systems write "" for what they do not know. */
function dropEmpty(object: Record<string, unknown>, depth = 0): void {
  for (const key in object) {
    const value = object[key];
    if (value === "" && !Array.isArray(object)) delete object[key];
    else if (typeof value === "object" && value !== null && depth < deepest)
      dropEmpty(value as Record<string, unknown>, depth + 1);
  }
}

function finding(
  pointer: string,
  rule: string | null,
  words: Words,
  language: Language,
  values?: Readonly<Record<string, string>>,
): Finding {
  return { pointer, rule, message: sentence(words, language, values) };
}
