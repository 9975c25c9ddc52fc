import type { z } from "zod";
import type { Language } from "#app/platform/i18n/language.ts";
import { jsonDecimal } from "./decimal-text.ts";

type Words = Readonly<Record<Language, string>>;

/** A place where a JSON document departs from its schema. */
export interface JsonIssue {
  path: readonly (string | number)[];
  words: Words;
  values: Readonly<Record<string, string>>;
  /** The value is simply not there: an EN 16931 rule may say so better. */
  missing: boolean;
}

const words = {
  text: { fr: "Écrivez ce champ sous forme de texte.", en: "Write this field as text." },
  number: {
    fr: 'Écrivez ce nombre entre guillemets, par exemple "12.50", pour qu’aucun chiffre ne se perde.',
    en: 'Write this number in quotes, for example "12.50", so that no digit is lost.',
  },
  object: { fr: "Écrivez ici un objet { … }.", en: "Write an object { … } here." },
  array: { fr: "Écrivez ici une liste [ … ].", en: "Write a list [ … ] here." },
  decimal: {
    fr: 'Ce n’est pas un nombre décimal, écrivez par exemple "1234.50".',
    en: 'This is not a decimal number, write for example "1234.50".',
  },
  day: {
    fr: 'Ce n’est pas une date, écrivez par exemple "2026-11-30".',
    en: 'This is not a date, write for example "2026-11-30".',
  },
  base64: {
    fr: "Le contenu de la pièce jointe n’est pas en base64.",
    en: "The content of the attachment is not base64.",
  },
  long: {
    fr: "Ce champ est trop long, {maximum} au plus.",
    en: "This field is too long, at most {maximum}.",
  },
  missing: { fr: "Ce champ manque.", en: "This field is missing." },
  unknown: {
    fr: "Le champ {key} est inconnu, retirez-le ou corrigez son nom.",
    en: "The field {key} is unknown, remove it or correct its name.",
  },
  union: {
    fr: "Écrivez ici un texte ou l’objet que décrit la documentation.",
    en: "Write text here, or the object that the documentation describes.",
  },
} satisfies Record<string, Words>;

/** Zod's issues in the portal's words; unknown keys each get a pointer of their own. */
export function issuesOf(error: z.ZodError, document: unknown): JsonIssue[] {
  return error.issues.flatMap((issue): JsonIssue[] => {
    const path = issue.path as (string | number)[];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: [...path, key],
        words: words.unknown,
        values: { key },
        missing: false,
      }));
    }
    const missing = valueAt(document, path) === undefined;
    const values = { maximum: "maximum" in issue ? String(issue.maximum) : "" };
    return [{ path, words: missing ? words.missing : wordsFor(issue, document), values, missing }];
  });
}

function wordsFor(issue: z.core.$ZodIssue, document: unknown): Words {
  switch (issue.code) {
    case "invalid_type":
      if (issue.expected === "object") return words.object;
      if (issue.expected === "array") return words.array;
      return typeof valueAt(document, issue.path) === "number" ? words.number : words.text;
    case "invalid_format":
      return issue.pattern === String(jsonDecimal) ? words.decimal : words.day;
    case "custom":
      return issue.message === "base64" ? words.base64 : words.day;
    case "too_big":
      return words.long;
    default:
      return words.union;
  }
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let value = document;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

/** RFC 6901. */
export function jsonPointer(path: readonly (string | number)[]): string {
  return path
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** Takes the offending values out of the document, so that the rules can judge the rest. */
export function removeIssues(document: object, issues: readonly JsonIssue[]): void {
  for (const { path, missing } of issues) {
    if (missing) continue;
    const parent = valueAt(document, path.slice(0, -1)) as Record<PropertyKey, unknown> | undefined;
    const last = path.at(-1);
    if (parent === undefined || last === undefined) continue;
    // An item of a list keeps its place, for the pointers to those after it.
    if (Array.isArray(parent)) parent[last as number] = {};
    else delete parent[last];
  }
}
