import type { z } from "zod";
import type { Language } from "#app/platform/i18n/language.ts";
import { type Messages, messagesFor } from "#app/platform/i18n/messages.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import type { ProblemError } from "../problem.ts";

/** Reads a JSON body against its schema: every error at once, each with its JSON Pointer, in the caller's language. */
export function parseJson<Schema extends z.ZodType>(
  schema: Schema,
  body: Uint8Array,
  language: Language,
): { value: z.output<Schema> } | Refusal<"unreadable" | "rejected", { errors: ProblemError[] }> {
  const { fields } = messagesFor(language).api;
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return refused("unreadable", {
      errors: [{ pointer: "", rule: null, message: fields.notJson }],
    });
  }
  const parsed = schema.safeParse(document);
  if (parsed.success) return { value: parsed.data };
  const errors = parsed.error.issues.flatMap((issue) => errorsOf(issue, document, fields));
  return refused("rejected", { errors });
}

function errorsOf(
  issue: z.core.$ZodIssue,
  document: unknown,
  fields: Messages["api"]["fields"],
): ProblemError[] {
  const error = (path: readonly PropertyKey[], message: string) => ({
    pointer: jsonPointer(path),
    rule: null,
    message,
  });
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => error([...issue.path, key], fields.unknown(key)));
  if (valueAt(document, issue.path) === undefined) return [error(issue.path, fields.missing)];
  return [error(issue.path, sentenceFor(issue, fields))];
}

function sentenceFor(issue: z.core.$ZodIssue, fields: Messages["api"]["fields"]): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.expected === "array") return fields.list;
      if (issue.expected === "object") return fields.object;
      return issue.expected === "string" ? fields.text : fields.type(issue.expected);
    case "invalid_value":
      return fields.oneOf(issue.values.map(String).join(", "));
    case "too_big":
      return fields.tooLong(Number(issue.maximum));
    case "too_small":
      return fields.empty;
    case "invalid_format":
      return issue.format === "email" ? fields.email : fields.said(issue.message);
    default:
      return fields.said(issue.message);
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
function jsonPointer(path: readonly PropertyKey[]): string {
  return path
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}
