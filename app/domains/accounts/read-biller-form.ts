import type { Messages } from "#app/platform/i18n/messages.ts";
import { groupedByFour } from "#app/platform/iban.ts";
import { type BillerInput, billerInput } from "./biller-input.ts";
import { amountsByCurrency, readAmountsByCurrency, usualPlanLimits } from "./plan-limits.ts";

type Words = Messages["team"]["brand"]["errors"];

/** Fields of the form whose name is not the one of `billerInput`. */
const fieldOf: Readonly<Record<string, string>> = {
  "openingHours.fr": "hoursFr",
  "openingHours.en": "hoursEn",
};

/** Reads the form of `/staff/brand` as it was typed. Answers every error at once, a sentence per field. */
export function readBillerForm(
  fields: Readonly<Record<string, string | undefined>>,
  t: Words,
): { read: BillerInput } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const filled = (name: string) => fields[name] || undefined;
  const days = (fields.closedDays ?? "").split(/[\n,;]+/).map((day) => day.trim());
  const closedDays = [...new Set(days.filter(Boolean).map(isoDay))].sort();
  const parsed = billerInput.safeParse({
    name: fields.name ?? "",
    legalName: fields.legalName ?? "",
    legalMention: fields.legalMention ?? "",
    legalId: filled("legalId") ?? null,
    vatId: filled("vatId") ?? null,
    address: {
      line1: filled("line1"),
      line2: filled("line2"),
      city: filled("city"),
      postCode: filled("postCode"),
      country: filled("country")?.toUpperCase(),
    },
    phone: fields.phone ?? "",
    email: fields.email ?? "",
    openingHours: { fr: fields.hoursFr ?? "", en: fields.hoursEn ?? "" },
    brandColour: colourOf(fields.brandColour),
    timeZone: fields.timeZone ?? "",
    iban: filled("iban") ?? null,
    bic: filled("bic") ?? null,
    answerWithinDays: Number(fields.answerWithinDays || Number.NaN),
    closedDays,
    ...planLimitsIn(fields),
  });
  for (const { path } of parsed.error?.issues ?? []) {
    // Of a list the whole field is wrong.
    const name = /^(closedDays|plansAcceptedUpTo)$/.test(String(path[0]))
      ? String(path[0])
      : path.join(".");
    const field = fieldOf[name] ?? name.replace(/^address\./, "");
    errors[field] = field in t ? t[field as keyof Words] : t.long;
  }
  // Whoever calls after reading a mail wants to know when somebody answers, in their language.
  for (const field of ["hoursFr", "hoursEn"] as const) if (!fields[field]) errors[field] = t[field];
  return parsed.success && Object.keys(errors).length === 0 ? { read: parsed.data } : { errors };
}

/** A form without these fields (of the release before) leaves the usual limits. */
function planLimitsIn(fields: Readonly<Record<string, string | undefined>>) {
  const count = (name: string) =>
    fields[name] === undefined ? undefined : Number(fields[name] || Number.NaN);
  const amounts = fields.plansAcceptedUpTo;
  return {
    promiseWithinDays: count("promiseWithinDays"),
    instalmentsMost: count("instalmentsMost"),
    instalmentsWithinDays: count("instalmentsWithinDays"),
    plansAcceptedUpTo: amounts === undefined ? undefined : readAmountsByCurrency(amounts),
  };
}

/** What the form shows before anything is typed. */
export function billerFormValues(biller: BillerInput): Record<string, string> {
  const { address, openingHours } = biller;
  return {
    name: biller.name,
    legalName: biller.legalName,
    legalMention: biller.legalMention ?? "",
    legalId: biller.legalId ?? "",
    vatId: biller.vatId ?? "",
    line1: address.line1 ?? "",
    line2: address.line2 ?? "",
    city: address.city ?? "",
    postCode: address.postCode ?? "",
    country: address.country ?? "FR",
    phone: biller.phone,
    email: biller.email,
    hoursFr: openingHours.fr,
    hoursEn: openingHours.en,
    brandColour: biller.brandColour,
    timeZone: biller.timeZone ?? "",
    iban: groupedByFour(biller.iban ?? ""),
    bic: biller.bic ?? "",
    answerWithinDays: String(biller.answerWithinDays ?? ""),
    closedDays: (biller.closedDays ?? []).join("\n"),
    promiseWithinDays: String(biller.promiseWithinDays ?? usualPlanLimits.promiseWithinDays),
    instalmentsMost: String(biller.instalmentsMost ?? usualPlanLimits.instalmentsMost),
    instalmentsWithinDays: String(
      biller.instalmentsWithinDays ?? usualPlanLimits.instalmentsWithinDays,
    ),
    plansAcceptedUpTo: amountsByCurrency(
      biller.plansAcceptedUpTo ?? usualPlanLimits.plansAcceptedUpTo,
    ),
  };
}

/** "0b4f4a", "#0B4F4A" and "#0b4f4a" are one colour; what is none stays as it was typed, for the error. */
export function colourOf(typed: string | undefined): string {
  const bare = (typed ?? "").trim().toLowerCase();
  return /^[0-9a-f]{6}$/.test(bare) ? `#${bare}` : bare;
}

/** "25/12/2026" and "25.12.2026" as "2026-12-25"; anything else as it was typed. */
function isoDay(typed: string): string {
  const [, day = "", month = "", year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(typed) ?? [];
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : typed;
}
