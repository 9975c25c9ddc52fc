import { beforeEach, expect, test } from "vitest";
import { auditLog, biller } from "#db/schema/accounts.ts";
import { testDatabase } from "#tests/support/database.ts";
import type { BillerInput } from "./biller-input.ts";
import { readBiller } from "./read-biller.server.ts";
import { updateBiller } from "./update-biller.server.ts";

const context = await testDatabase();
const manager = { kind: "staff", personId: "m", name: "", email: "", role: "manager" } as const;
const described: BillerInput = {
  name: "Énergie des Alpes",
  legalName: "Énergie des Alpes SAS",
  address: { city: "Grenoble" },
  phone: "04 65 71 00 00",
  email: "clients@energie.example",
  openingHours: { fr: "9 h", en: "9 am" },
  brandColour: "#0b4f4a",
};
const svg = new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>");

/** Actions and what they say changed, since the last call. */
let seen = 0;
async function deeds() {
  const rows = await context.db.select().from(auditLog).orderBy(auditLog.id);
  const fresh = rows.slice(seen);
  seen = rows.length;
  return fresh.map(({ action, data }) => [action, data.changed]);
}

beforeEach(async () => {
  await context.db.delete(biller);
  await updateBiller(context, manager, described);
  await deeds();
});

test("an agent describes nothing", async () => {
  expect(await updateBiller(context, { ...manager, role: "agent" }, described)).toEqual({
    refused: "managers-only",
  });
});

test("the log says what changed, and nothing where nothing did", async () => {
  await updateBiller(context, manager, described);
  expect(await deeds()).toEqual([]);
  await updateBiller(context, manager, { ...described, phone: "04 65 71 00 01", logo: svg });
  expect(await deeds()).toEqual([["biller.updated", ["phone", "logoFile"]]]);
});

test("the first bank details are told apart, without the numbers", async () => {
  await updateBiller(context, manager, { ...described, iban: "DE89370400440532013000" });
  const [updated, bank] = await deeds();
  expect([updated, bank?.[0]]).toEqual([["biller.updated", ["iban"]], "biller.bank-changed"]);
  expect(JSON.stringify(await context.db.select().from(auditLog))).not.toMatch(/DE89|0532013000/);
});

test("a process of ours gives no other bank details than the first", async () => {
  const system = { kind: "system", name: "tests" } as const;
  await updateBiller(context, system, { ...described, iban: "DE89370400440532013000" });
  const other = { ...described, phone: "04", iban: "FR7630006000011234567890189" };
  expect(await updateBiller(context, system, other)).toEqual({ refused: "managers-only" });
  expect(await readBiller(context)).toMatchObject({
    iban: "DE89370400440532013000",
    phone: described.phone,
  });
});

test("a logo is kept until it is taken away, and refused when it is none", async () => {
  await updateBiller(context, manager, { ...described, logo: svg });
  await updateBiller(context, manager, described);
  expect((await readBiller(context)).logoMediaType).toBe("image/svg+xml");
  const refusal = async (logo: Uint8Array) =>
    updateBiller(context, manager, { ...described, logo });
  expect(await refusal(new TextEncoder().encode("<html>"))).toEqual({ refused: "logo-unreadable" });
  expect(await refusal(new Uint8Array(100_001))).toEqual({ refused: "logo-too-large" });
  expect((await readBiller(context)).logoMediaType).toBe("image/svg+xml");
  await updateBiller(context, manager, { ...described, logo: null });
  expect((await readBiller(context)).logoFile).toBeNull();
});
