import type { BillerInput } from "#app/domains/accounts/biller-input.ts";
import type { Day } from "#app/platform/calendar.ts";
import { publicHolidays } from "./calendar.ts";

/**
 * The company whose invoices these are. It does not exist: its SIREN and VAT number are only well-formed, its IBAN is the one that
 * every documentation of French IBANs prints.
 */
export const biller = {
  name: "Énergie des Alpes",
  legalName: "Énergie des Alpes SAS",
  legalMention:
    "Énergie des Alpes SAS au capital de 250\u202f000\u00a0€, RCS Grenoble 999\u202f812\u202f043, 14 rue de la Houille-Blanche, 38000 Grenoble",
  legalId: "999812043",
  vatId: "FR07999812043",
  address: {
    line1: "14 rue de la Houille-Blanche",
    postCode: "38000",
    city: "Grenoble",
    country: "FR",
  },
  phone: "04 65 71 00 00",
  email: "clients@energie-des-alpes.example",
  openingHours: {
    fr: "9\u00a0h – 18\u00a0h, du lundi au vendredi",
    en: "9 am – 6 pm, Monday to Friday",
  },
  brandColour: "#0b4f4a",
  iban: "FR7630006000011234567890189",
  bic: "AGRIFRPP",
  answerWithinDays: 5,
} as const;

/** The same as the form of `/staff/brand` takes it, with the public holidays of these years as closed days. */
export function billerDescription(from: Day, to: Day): BillerInput {
  const years: number[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    years.push(year);
  return { ...biller, closedDays: years.flatMap(publicHolidays) };
}
