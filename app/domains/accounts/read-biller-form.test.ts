import { expect, test } from "vitest";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { billerFormValues, readBillerForm } from "./read-biller-form.ts";

const t = messagesFor("fr").team.brand.errors;
const typed = {
  name: "Énergie des Alpes",
  legalName: "Énergie des Alpes SAS",
  legalMention: "",
  legalId: "999812043",
  vatId: "",
  line1: "14 rue de la Houille-Blanche",
  line2: "",
  city: "Grenoble",
  postCode: "38000",
  country: "fr",
  phone: "04 65 71 00 00",
  email: "clients@energie.example",
  hoursFr: "9 h – 18 h",
  hoursEn: "9 am – 6 pm",
  brandColour: "0B4F4A",
  timeZone: "Europe/Paris",
  iban: "fr76 3000 6000 0112 3456 7890 189",
  bic: "agri fr pp",
  answerWithinDays: "5",
  closedDays: "25/12/2026\r\n\r\n1/1/2027, 2026-11-11\n25.12.2026",
};

function read(fields: Record<string, string>) {
  const form = readBillerForm(fields, t);
  if ("errors" in form) throw new Error(JSON.stringify(form.errors));
  return form.read;
}

test("reads what people type", () => {
  expect(read(typed)).toMatchObject({
    vatId: null,
    address: { city: "Grenoble", country: "FR" },
    brandColour: "#0b4f4a",
    iban: "FR7630006000011234567890189",
    bic: "AGRIFRPP",
    answerWithinDays: 5,
    closedDays: ["2026-11-11", "2026-12-25", "2027-01-01"],
  });
});

test("shows what it read so that it reads the same again", () => {
  expect(read(billerFormValues(read(typed)))).toEqual(read(typed));
});

test("an empty form names every field that must be filled, and only those", () => {
  const form = readBillerForm({}, t);
  expect("errors" in form && Object.keys(form.errors).sort()).toEqual([
    "answerWithinDays",
    "brandColour",
    "email",
    "hoursEn",
    "hoursFr",
    "legalName",
    "name",
    "phone",
    "timeZone",
  ]);
});

test.each([
  ["country", "France"],
  ["iban", "FR76 3000 6000 0112 3456 7890 188"],
  ["bic", "AGRI"],
  ["answerWithinDays", "0"],
  ["answerWithinDays", "2,5"],
  ["brandColour", "vert"],
  ["timeZone", "Europe/Grenoble"],
  ["closedDays", "25/12/2026\n31/02/2026"],
  ["email", "clients"],
])("%s: %s is told beside its field", (field, value) => {
  expect(readBillerForm({ ...typed, [field]: value }, t)).toEqual({
    errors: { [field]: t[field as keyof typeof t] },
  });
});

test("what is too long for a field without words of its own is told too", () => {
  expect(readBillerForm({ ...typed, city: "x".repeat(201) }, t)).toEqual({
    errors: { city: t.long },
  });
});
