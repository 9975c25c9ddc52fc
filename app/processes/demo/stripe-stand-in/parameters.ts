import { z } from "zod";
import type { FormTree } from "./form-body.ts";
import { invalid, notSimulated, type StripeFailure } from "./stripe-failure.ts";

/*
 * The rules that parameters are held to. Everything arrives as text; a rule says what the text must be. What no rule names is
 * refused (`parameter_unknown`), exactly as Stripe does: a misspelt or removed parameter must not pass in silence.
 */

type Told = { params: { code?: string; message: string } };
const told = (message: string, code?: string): Told => ({ params: { message, code } });

export const text = (longest = 5000) =>
  z
    .string()
    .min(1)
    .max(longest, { error: `must be at most ${longest} characters` });

/** Text that may be unset by an empty value. */
export const unsettableText = (longest = 5000) => z.string().max(longest);

export const integer = (least = 0) =>
  z.string().transform((written, context) => {
    const value = /^-?\d{1,15}$/.test(written) ? Number(written) : null;
    if (value === null)
      context.addIssue({
        code: "custom",
        ...told(`Invalid integer: ${written}`, "parameter_invalid_integer"),
      });
    else if (value < least)
      context.addIssue({
        code: "custom",
        ...told(
          `This value must be greater than or equal to ${least}.`,
          "parameter_invalid_integer",
        ),
      });
    return value ?? 0;
  });

export const boolean = () => z.enum(["true", "false"]).transform((written) => written === "true");

export const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) =>
  z.enum(values);

export const fields = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape);

/** A list: `name[0]`, `name[1]`… or `name[]`. */
export const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((tree) => {
    if (typeof tree !== "object" || tree === null) return tree;
    const keys = Object.keys(tree);
    return keys.every((key, index) => key === String(index)) ? Object.values(tree) : tree;
  }, z.array(item));

/** Metadata: at most 50 keys of at most 40 characters, values of at most 500 (docs.stripe.com/api/metadata). Empty unsets. */
export const metadata = () =>
  z.preprocess(
    (tree) => (tree === "" ? {} : tree),
    z.record(z.string(), z.string()).superRefine((pairs, context) => {
      const refuse = (message: string, path: string[] = []) =>
        context.addIssue({ code: "custom", path, ...told(message) });
      const names = Object.keys(pairs);
      if (names.length > 50)
        refuse(`Metadata can have at most 50 keys (you provided ${names.length}).`);
      for (const name of names) {
        if (name.length > 40)
          refuse(`Metadata keys must be at most 40 characters (${name.length} given).`, [name]);
        if ((pairs[name]?.length ?? 0) > 500)
          refuse(`Metadata values can have up to 500 characters, but '${name}' has more.`, [name]);
      }
    }),
  );

/** An ISO 4217 code, lower case as documented. */
export const currency = () =>
  z
    .string()
    .refine(
      (code) => /^[a-z]{3}$/.test(code) && knownCurrencies.has(code.toUpperCase()),
      told(
        "Invalid currency: it must be a three-letter ISO code in lowercase that Stripe supports.",
      ),
    );
const knownCurrencies = new Set(Intl.supportedValuesOf("currency"));

/** A whole web address. `{CHECKOUT_SESSION_ID}` is allowed in it, so braces are not escaped away first. */
export const url = () =>
  z
    .string()
    .max(5000)
    .refine(
      (address) => URL.canParse(address) && /^https?:\/\/[^/]+/i.test(address),
      told("Not a valid URL", "url_invalid"),
    );

/** An address as Stripe checks it: something at something with a dot. */
export const email = () =>
  z
    .string()
    .max(800)
    .refine(
      (address) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(address),
      told("Invalid email address", "email_invalid"),
    );

export const expand = () => list(text(200)).optional();

/** Parameters that exist at the real Stripe and are left out here. */
export const leftOut = () =>
  z
    .unknown()
    .superRefine((_value, context) => {
      context.addIssue({ code: "custom", params: { leftOut: true } });
    })
    .optional();

/** The filters and the page of every list: docs.stripe.com/api/pagination. */
export const pageFields = {
  limit: integer(1).optional(),
  starting_after: text(255).optional(),
  ending_before: text(255).optional(),
  expand: expand(),
};

/** `created=…` or `created[gte]=…`, in epoch seconds. */
export const created = () =>
  z
    .union([
      integer(),
      fields({
        gt: integer().optional(),
        gte: integer().optional(),
        lt: integer().optional(),
        lte: integer().optional(),
      }),
    ])
    .optional();

/** Reads parameters by their rule; the first thing wrong is thrown, as Stripe reports one at a time. */
export function readParameters<T>(rule: z.ZodType<T>, tree: FormTree): T {
  const read = rule.safeParse(tree, { reportInput: true });
  if (read.success) return read.data;
  throw failureOf(read.error.issues);
}

function failureOf(issues: z.core.$ZodIssue[]): StripeFailure {
  // Stripe names unknown parameters before judging the known ones.
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  if (issue === undefined) return invalid(undefined, "Invalid request.");
  const param = bracketed(issue.path);
  if (issue.code === "unrecognized_keys") {
    const unknown = bracketed([...issue.path, issue.keys[0] ?? ""]);
    return invalid(unknown, `Received unknown parameter: ${unknown}`, "parameter_unknown");
  }
  if (issue.code === "custom") {
    if (issue.params?.leftOut === true) return notSimulated(param);
    const { code, message } = (issue.params ?? {}) as { code?: string; message?: string };
    return invalid(param, message ?? issue.message, code);
  }
  if (issue.input === undefined)
    return invalid(param, `Missing required param: ${param}.`, "parameter_missing");
  if (issue.input === "")
    return invalid(
      param,
      `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset.`,
      "parameter_invalid_empty",
    );
  if (issue.code === "invalid_value")
    return invalid(param, `Invalid ${param}: must be one of ${issue.values.join(", ")}`);
  if (issue.code === "too_big" && issue.origin === "string")
    return invalid(param, `Invalid string: ${param} ${issue.message}`);
  return invalid(param, `Invalid ${param}: ${issue.message}`);
}

/** `["line_items", 0, "price_data"]` is `line_items[0][price_data]`. */
function bracketed(path: readonly PropertyKey[]): string {
  return path.map((step, index) => (index === 0 ? String(step) : `[${String(step)}]`)).join("");
}
