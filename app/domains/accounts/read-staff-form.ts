import { z } from "zod";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { readTypedDecimal, toDecimal, toMinor } from "#app/platform/money.ts";
import { normaliseEmail } from "./email.ts";
import type { StaffRole } from "./viewer.ts";

/** What a manager says about a member of staff. */
export interface StaffDetails {
  name: string;
  /** Normalised. */
  email: string;
  role: StaffRole;
  /** Shown to customers. */
  phone: string;
  /** null: the biller's opening hours. */
  hours: { fr: string; en: string } | null;
  /** Largest credit an agent may decide alone, minor units of `limitCurrency`; null: no limit. Managers have none. */
  creditLimit: number | null;
}

/** A limit is typed in the currency that nearly every invoice of the biller is in; in others it counts the same minor units. */
export const limitCurrency = "EUR";

const line = (longest: number) => z.string().trim().min(1).max(longest);
const plainFields = z.object({
  name: line(200),
  email: z.email().max(254).transform(normaliseEmail),
  role: z.enum(["agent", "manager"]),
  phone: line(40).regex(/\d{2}/),
});

/** Reads the form of `/staff/team` as it was typed. Answers every error at once, a sentence per field. */
export function readStaffForm(
  fields: Readonly<Record<string, string | undefined>>,
  t: Messages["team"]["errors"],
): { read: StaffDetails } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const plain = plainFields.safeParse(fields);
  for (const { path } of plain.error?.issues ?? []) {
    const field = path[0] as keyof z.infer<typeof plainFields>;
    errors[field] = t[field];
  }
  const { hoursFr: fr = "", hoursEn: en = "", creditLimit = "" } = fields;
  // Half of the readers would find none.
  if (fr !== "" && en === "") errors.hoursEn = t.hours;
  if (en !== "" && fr === "") errors.hoursFr = t.hours;
  const typed = readTypedDecimal(creditLimit);
  const limit = typed === null ? null : toMinor(typed, limitCurrency);
  if (creditLimit !== "" && (limit === null || limit < 0)) errors.creditLimit = t.creditLimit;
  if (!plain.success || Object.keys(errors).length > 0) return { errors };
  return {
    read: {
      ...plain.data,
      hours: fr === "" ? null : { fr: fr.slice(0, 200), en: en.slice(0, 200) },
      creditLimit: plain.data.role === "manager" ? null : limit,
    },
  };
}

/** What the form shows of a member before anything is typed. */
export function staffFormValues(member: StaffDetails): Record<string, string> {
  return {
    name: member.name,
    email: member.email,
    role: member.role,
    phone: member.phone,
    hoursFr: member.hours?.fr ?? "",
    hoursEn: member.hours?.en ?? "",
    creditLimit: member.creditLimit === null ? "" : toDecimal(member.creditLimit, limitCurrency),
  };
}
