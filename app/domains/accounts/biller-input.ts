import { z } from "zod";
import { isIban } from "#app/platform/iban.ts";
import { usualPlanLimits } from "./plan-limits.ts";

const text = z.string().trim();
const bilingual = z.strictObject({ fr: text.max(200), en: text.max(200) });
/** Bank codes are grouped as people like: kept without the spaces, in capitals. */
const bankCode = text.transform((code) => code.replace(/[\s\u00a0\u202f.-]/g, "").toUpperCase());
const line = text.max(200).optional();

/** How the biller describes itself: the form of `/staff/brand`. */
export const billerInput = z.object({
  name: text.min(1).max(100),
  legalName: text.min(1).max(200),
  legalMention: text.max(500).default(""),
  legalId: text.min(1).max(50).nullable().default(null),
  vatId: text.min(1).max(50).nullable().default(null),
  address: z.object({
    line1: line,
    line2: line,
    city: line,
    postCode: line,
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  }),
  phone: text.min(1).max(40),
  email: z.email().max(254),
  openingHours: bilingual,
  brandColour: z.string().regex(/^#[0-9a-f]{6}$/i),
  timeZone: text.refine(isTimeZone).default("Europe/Paris"),
  iban: bankCode.refine(isIban).nullable().default(null),
  /** ISO 9362 */
  bic: bankCode
    .refine((code) => /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(code))
    .nullable()
    .default(null),
  /** Working days within which a dispute is answered. */
  answerWithinDays: z.int().min(1).max(60).default(5),
  /** YYYY-MM-DD */
  closedDays: z.array(z.iso.date()).max(1000).default([]),
  promiseWithinDays: z.int().min(0).max(90).default(usualPlanLimits.promiseWithinDays),
  instalmentsMost: z
    .int()
    .max(6)
    .refine((most) => most === 0 || most >= 2)
    .default(usualPlanLimits.instalmentsMost),
  instalmentsWithinDays: z.int().min(7).max(730).default(usualPlanLimits.instalmentsWithinDays),
  /** Minor units by ISO 4217 code. */
  plansAcceptedUpTo: z
    .record(z.string().regex(/^[A-Z]{3}$/), z.int().min(0))
    .default(usualPlanLimits.plansAcceptedUpTo),
});

export type BillerInput = z.input<typeof billerInput>;

/** Every page and reminder tells time by it: one that does not exist would break them all. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
