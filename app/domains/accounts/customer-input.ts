import { z } from "zod";
import { languages } from "#app/platform/i18n/language.ts";
import { normaliseEmail } from "./email.ts";

const filled = (longest: number) => z.string().trim().min(1).max(longest);
const emailAddress = z.email().max(254).transform(normaliseEmail);

const address = z
  .strictObject({
    line1: filled(200).optional(),
    line2: filled(200).optional(),
    line3: filled(200).optional(),
    city: filled(100).optional(),
    postCode: filled(20).optional(),
    subdivision: filled(100).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, "must be an ISO 3166-1 alpha-2 code")
      .optional(),
  })
  .describe("EN 16931 names (BG-8)");

const person = z.strictObject({
  name: filled(200),
  email: emailAddress,
  role: z
    .enum(["owner", "payer", "viewer"])
    .describe("viewer: sees and downloads; payer: also pays and contests; owner: also manages"),
});

/**
 * Body of `PUT /api/v1/customers/{customerNumber}`. A field left out keeps its value (on creation: its default); null
 * empties it. `people` replaces the whole list: who is not on it loses access.
 */
export const customerInput = z.strictObject({
  name: filled(200).describe("BT-44"),
  legalId: filled(50).nullable().optional().describe("SIREN, SIRET, … (BT-47)"),
  vatId: filled(30).nullable().optional().describe("BT-48"),
  electronicAddress: z
    .strictObject({ id: filled(100), scheme: filled(10).optional() })
    .nullable()
    .optional()
    .describe("BT-49 with its EAS scheme"),
  address: address.optional(),
  phone: filled(40).nullable().optional(),
  language: z.enum(languages).optional().describe("Of mails to people who chose none; default fr"),
  timeZone: z
    .string()
    .refine(isTimeZone, "must be an IANA time zone")
    .optional()
    .describe("Default Europe/Paris"),
  delivery: z.enum(["email", "paper", "both"]).optional().describe("Default email"),
  contact: z
    .strictObject({ email: emailAddress })
    .nullable()
    .optional()
    .describe(
      "The named contact: a staff member, by e-mail address. Left out on creation: whoever has the fewest customers",
    ),
  people: z
    .array(person)
    .max(200)
    .refine(
      (list) => new Set(list.map(({ email }) => email)).size === list.length,
      "must not name an address twice",
    )
    .optional(),
});

/** The customer as its biller describes it, parsed. */
export type CustomerInput = z.output<typeof customerInput>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
