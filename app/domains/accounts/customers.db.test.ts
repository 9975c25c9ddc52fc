import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { people, staff } from "#db/schema/accounts.ts";
import { events } from "#db/schema/platform.ts";
import { testDatabase } from "#tests/support/database.ts";
import { createStaff } from "./create-staff.server.ts";
import { customerForStaff } from "./customer-for-staff.server.ts";
import { customerInput } from "./customer-input.ts";
import { customersOfPerson } from "./customers-of-person.server.ts";
import { findCustomers } from "./find-customers.server.ts";
import { inviteMember, listMembers, type MailInvitation, removeMember } from "./members.server.ts";
import { type Customer, putCustomer } from "./put-customer.server.ts";
import { contactFor } from "./staff-members.server.ts";
import type { PersonViewer } from "./viewer.ts";
import { viewerForPerson } from "./viewer-for-person.server.ts";

const context = await testDatabase();
const system = { kind: "system", name: "tests" } as const;
const erp = { kind: "integration", apiKeyId: "erp", scopes: ["customers:write"] } as const;
const [claire, marc] = await Promise.all(
  ["Claire", "Marc"].map(async (name) => {
    const email = `${name.toLowerCase()}@energie.example`;
    const member = await createStaff(context, system, { email, name, role: "agent", phone: "04" });
    if (isRefused(member)) throw new Error(member.refused);
    return { kind: "staff", name, role: "agent", ...member } as const;
  }),
);
if (!claire || !marc) throw new Error("Two members of staff were made");

async function put(
  number: string,
  body: unknown,
): Promise<{ customer: Customer; created: boolean }> {
  const answer = await putCustomer(context, erp, number, customerInput.parse(body));
  if (isRefused(answer)) throw new Error(answer.refused);
  return answer;
}

async function viewerOf(email: string, number: string): Promise<PersonViewer> {
  const [person] = await context.db.select().from(people).where(eq(people.email, email));
  if (!person) throw new Error(`Nobody has ${email}`);
  const viewer = await viewerForPerson(context, { ...person, personId: person.id }, number);
  if (isRefused(viewer)) throw new Error(viewer.refused);
  return viewer;
}

const eventsOf = (customerId: string) =>
  inScope(context, { customerId }, (tx) =>
    tx.select({ type: events.type }).from(events).orderBy(asc(events.id)),
  ).then((rows) => rows.map(({ type }) => type));

const owner = { name: "Nadia Roux", email: "nadia@fournil.example", role: "owner" };
const viewer = { name: "Paul Roux", email: "paul@fournil.example", role: "viewer" };

describe("putting a customer", () => {
  test("creates it once and updates it after that; the same again is silent", async () => {
    const body = { name: "Le Fournil", vatId: "FR32123456789", people: [owner] };
    const first = await put("C-100", body);
    expect(first).toMatchObject({
      created: true,
      customer: { number: "C-100", language: "fr", delivery: "email", people: [owner] },
    });
    expect(await put("C-100", body)).toEqual({ ...first, created: false });
    const moved = await put("C-100", { name: "Le Fournil", address: { city: "Annecy" } });
    expect(moved.customer).toEqual({ ...first.customer, address: { city: "Annecy" } });
    expect(await eventsOf(first.customer.id)).toEqual(["customer.created", "customer.updated"]);
  });

  test("twice at the same moment makes one", async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => put("C-101", { name: "Hôtel du Lac", people: [owner] })),
    );
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ customer }) => customer.id)).size).toBe(1);
  });

  test("takes access from whoever is not on the list any more", async () => {
    await put("C-102", { name: "Mairie", people: [owner, viewer] });
    const paul = await viewerOf(viewer.email, "C-102");
    await put("C-102", { name: "Mairie", people: [owner] });
    expect(await viewerForPerson(context, paul, "C-102")).toEqual({ refused: "not-found" });
    await put("C-102", { name: "Mairie", people: [] });
    expect((await put("C-102", { name: "Mairie" })).customer.people).toEqual([]);
  });

  test("names the contact by address, and refuses a stranger", async () => {
    const { customer } = await put("C-103", {
      name: "Club",
      contact: { email: "Marc@Energie.example" },
    });
    expect(customer.contact).toEqual({ name: "Marc", email: marc.email });
    const input = customerInput.parse({ name: "Club", contact: { email: "who@energie.example" } });
    expect(await putCustomer(context, erp, "C-103", input)).toEqual({ refused: "unknown-contact" });
  });

  test("shares customers out evenly when nobody is named", async () => {
    for (let n = 0; n < 6; n += 1) await put(`C-11${n}`, { name: `Site ${n}` });
    const { customers } = await findCustomers(context, claire, {});
    const load = (name: string) => customers.filter((c) => c.contactName === name).length;
    expect(Math.abs(load("Claire") - load("Marc"))).toBeLessThanOrEqual(1);
  });

  test.each([
    [
      "an address twice",
      { name: "X", people: [owner, { ...viewer, email: "NADIA@fournil.example" }] },
    ],
    ["a misspelt field", { name: "X", adress: {} }],
    ["no name", { name: " " }],
    ["an unknown role", { name: "X", people: [{ ...owner, role: "boss" }] }],
    ["a time zone that is none", { name: "X", timeZone: "Mars/Olympus" }],
  ])("refuses %s", (_, body) => {
    expect(customerInput.safeParse(body).success).toBe(false);
  });
});

describe("who may act for whom", () => {
  test("a person sees the customers they belong to, and no other", async () => {
    await put("C-200", {
      name: "Boulangerie",
      people: [{ ...viewer, email: "cabinet@compta.example" }],
    });
    await put("C-201", {
      name: "Auberge",
      people: [{ ...owner, email: "cabinet@compta.example" }],
    });
    await put("C-202", { name: "Autre", people: [owner] });
    const accountant = await viewerOf("cabinet@compta.example", "C-200");
    expect(await customersOfPerson(context, accountant.personId)).toMatchObject([
      { number: "C-201", name: "Auberge", role: "owner" },
      { number: "C-200", name: "Boulangerie", role: "viewer" },
    ]);
    for (const number of ["C-202", "C-999", ""])
      expect(await viewerForPerson(context, accountant, number)).toEqual({ refused: "not-found" });
  });

  test("every customer has a contact, also when the one named has left", async () => {
    await put("C-203", { name: "Gîte", contact: { email: marc.email }, people: [owner] });
    const nadia = await viewerOf(owner.email, "C-203");
    expect(await contactFor(context, nadia)).toMatchObject({ name: "Marc", phone: "04" });
    const left = (at: Date | null) =>
      context.db.update(staff).set({ deactivatedAt: at }).where(eq(staff.personId, marc.personId));
    await left(context.clock.now());
    expect(await contactFor(context, nadia)).toMatchObject({ name: "Claire" });
    await left(null);
  });
});

describe("the people of an account", () => {
  test("are invited and removed by owners only", async () => {
    await put("C-300", { name: "Atelier", people: [owner, viewer] });
    const nadia = await viewerOf(owner.email, "C-300");
    const paul = await viewerOf(viewer.email, "C-300");
    const invited = { name: "Léa", email: "lea@fournil.example", role: "payer" } as const;
    const mailed: string[] = [];
    const mail: MailInvitation = async (_, to) =>
      void mailed.push(`${to.invitedBy} → ${to.person.email}`);
    expect(await inviteMember(context, paul, invited, mail)).toEqual({ refused: "owners-only" });
    expect(await removeMember(context, paul, nadia.personId)).toEqual({ refused: "owners-only" });

    expect(isRefused(await inviteMember(context, nadia, invited, mail))).toBe(false);
    expect(await inviteMember(context, nadia, invited, mail)).toEqual({
      refused: "already-member",
    });
    expect(mailed).toEqual(["Nadia Roux → lea@fournil.example"]);
    expect((await listMembers(context, paul)).map(({ name, role }) => [name, role])).toEqual([
      ["Léa", "payer"],
      ["Nadia Roux", "owner"],
      ["Paul Roux", "viewer"],
    ]);
    expect(await removeMember(context, nadia, paul.personId)).toEqual({ removed: true });
    expect(await viewerForPerson(context, paul, "C-300")).toEqual({ refused: "not-found" });
  });

  test("of another account cannot be removed from here", async () => {
    await put("C-301", { name: "Ici", people: [owner, { ...viewer, role: "owner" }] });
    await put("C-302", {
      name: "Ailleurs",
      people: [{ ...viewer, email: "ailleurs@else.example" }],
    });
    const nadia = await viewerOf(owner.email, "C-301");
    const stranger = await viewerOf("ailleurs@else.example", "C-302");
    for (const personId of [stranger.personId, "not-an-id"])
      expect(await removeMember(context, nadia, personId)).toEqual({ refused: "not-found" });
    expect(await customersOfPerson(context, stranger.personId)).toHaveLength(1);
  });

  test("never lose their last owner, even when two owners remove each other", async () => {
    const second = { ...viewer, email: "second@fournil.example", role: "owner" };
    await put("C-303", { name: "Deux", people: [owner, second] });
    const one = await viewerOf(owner.email, "C-303");
    const other = await viewerOf(second.email, "C-303");
    const answers = await Promise.all([
      removeMember(context, one, other.personId),
      removeMember(context, other, one.personId),
    ]);
    expect(answers).toContainEqual({ removed: true });
    expect(answers).toContainEqual({ refused: "last-owner" });
  });
});

describe("staff look customers up", () => {
  test("by words of any kind, accents and case aside", async () => {
    await put("C-400", {
      name: "Hôtel de l’Évêché",
      address: { city: "Chambéry" },
      people: [{ name: "Zoé Çelik", email: "zoe@eveche.example", role: "owner" }],
    });
    const found = async (q: string) =>
      (await findCustomers(context, claire, { q })).customers.map(({ number }) => number);
    for (const q of ["c-400", "EVECHE", "hotel chambery", "celik", "zoe@eveche", "evêché zoé"])
      expect(await found(q), q).toEqual(["C-400"]);
    expect(await found("hotel grenoble")).toEqual([]);
    expect(await found("100%")).toEqual([]);
  });

  test("page by page, missing none", async () => {
    for (let n = 0; n < 30; n += 1) await put(`P-${100 + n}`, { name: "Pagination" });
    const numbers: string[] = [];
    let after: string | undefined;
    do {
      const page = await findCustomers(context, claire, { q: "pagination", after });
      numbers.push(...page.customers.map(({ number }) => number));
      after = page.next ?? undefined;
    } while (after);
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, n) => `P-${100 + n}`));
  });

  test("in detail, or not at all", async () => {
    const { customer } = await put("C-401", { name: "Détail", people: [owner] });
    expect(await customerForStaff(context, claire, customer.id)).toMatchObject({
      customer: { number: "C-401" },
      people: [owner],
    });
    for (const id of ["C-401", "00000000-0000-7000-8000-000000000000"])
      expect(await customerForStaff(context, claire, id)).toEqual({ refused: "not-found" });
  });
});
