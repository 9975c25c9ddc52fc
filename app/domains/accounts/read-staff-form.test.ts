import { expect, test } from "vitest";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { readStaffForm, staffFormValues } from "./read-staff-form.ts";

const t = messagesFor("fr").team.errors;
const typed = {
  name: "Léo Petit",
  email: "Leo@Biller.example",
  role: "agent",
  phone: "04 65 71 00 20",
  hoursFr: "le matin",
  hoursEn: "mornings",
  creditLimit: "1\u202f500,50 €",
};
const read = {
  name: "Léo Petit",
  email: "leo@biller.example",
  role: "agent",
  phone: "04 65 71 00 20",
  hours: { fr: "le matin", en: "mornings" },
  creditLimit: 150_050,
} as const;

test("reads what people type, and shows it again", () => {
  expect(readStaffForm(typed, t)).toEqual({ read });
  expect(readStaffForm(staffFormValues(read), t)).toEqual({ read });
});

test("without hours the biller's hold, without a limit there is none, and a manager has none", () => {
  const bare = { ...typed, hoursFr: "", hoursEn: "", creditLimit: "" };
  expect(readStaffForm(bare, t)).toEqual({ read: { ...read, hours: null, creditLimit: null } });
  expect(readStaffForm({ ...typed, role: "manager" }, t)).toEqual({
    read: { ...read, role: "manager", creditLimit: null },
  });
});

test("a limit of nothing is a limit", () => {
  expect(readStaffForm({ ...typed, creditLimit: "0" }, t)).toEqual({
    read: { ...read, creditLimit: 0 },
  });
});

test("names every error at once", () => {
  const wrong = { email: "leo", role: "boss", phone: "-", hoursFr: "le matin", creditLimit: "dix" };
  expect(readStaffForm(wrong, t)).toEqual({
    errors: {
      name: t.name,
      email: t.email,
      role: t.role,
      phone: t.phone,
      hoursEn: t.hours,
      creditLimit: t.creditLimit,
    },
  });
});

test.each(["-5", "1,005"])("refuses %s as a limit", (creditLimit) => {
  expect(readStaffForm({ ...typed, creditLimit }, t)).toEqual({
    errors: { creditLimit: t.creditLimit },
  });
});
