import { describe, expect, test } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { days } from "#app/platform/duration.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { accessLinks } from "#db/schema/accounts.ts";
import { testDatabase } from "#tests/support/database.ts";
import { createAccessLink, resolveAccessLink, revokeAccessLinks } from "./access-link.server.ts";
import { customerInput } from "./customer-input.ts";
import { customersOfPerson } from "./customers-of-person.server.ts";
import { listMembers } from "./members.server.ts";
import { putCustomer } from "./put-customer.server.ts";

const context = await testDatabase();
const system = { kind: "system", name: "tests" } as const;
const erp = { kind: "integration", apiKeyId: "erp", scopes: [] } as const;
const invoiceId = "0198c0de-0000-7000-8000-000000000001";

const answer = await putCustomer(
  context,
  erp,
  "C-1",
  customerInput.parse({
    name: "Le Fournil",
    people: [
      { name: "Nadia", email: "nadia@fournil.example", role: "owner" },
      { name: "Paul", email: "paul@fournil.example", role: "viewer" },
    ],
  }),
);
if (isRefused(answer)) throw new Error(answer.refused);
const customerId = answer.customer.id;
const [nadia, paul] = await listMembers(context, {
  kind: "person",
  personId: "",
  name: "",
  email: "",
  customerId,
  customerNumber: "C-1",
  role: "owner",
});
if (!nadia || !paul) throw new Error("Two people were put");

describe("the link of a mail", () => {
  const link = (personId: string | null) =>
    inScope(context, { customerId }, (tx) =>
      createAccessLink(context, tx, { customerId, invoiceId, personId }),
    );

  test("opens its invoice as the person it was sent to, any number of times", async () => {
    const token = await link(nadia.personId);
    for (let visit = 0; visit < 2; visit += 1)
      expect(await resolveAccessLink(context, token)).toMatchObject({
        kind: "link",
        customerId,
        customerNumber: "C-1",
        invoiceId,
        personId: nadia.personId,
        name: "Nadia",
      });
    expect(await resolveAccessLink(context, await link(null))).toMatchObject({
      personId: null,
      name: "Le Fournil",
    });
  });

  test("is stored hashed", async () => {
    const token = await link(null);
    const stored = await inScope(context, "all", (tx) => tx.select().from(accessLinks));
    expect(stored.length).toBeGreaterThan(0);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  test("is unknown when it was never made", async () => {
    expect(await resolveAccessLink(context, "made-up")).toEqual({ refused: "not-found" });
  });

  test("is one of several; revoking closes all of the invoice", async () => {
    const tokens = [await link(nadia.personId), await link(nadia.personId)];
    expect(await revokeAccessLinks(context, system, { customerId, invoiceId })).toBeGreaterThan(1);
    for (const token of tokens)
      expect(await resolveAccessLink(context, token)).toEqual({ refused: "revoked" });
    expect(isRefused(await resolveAccessLink(context, await link(null)))).toBe(false);
  });

  test("is closed to who lost access to the account", async () => {
    const token = await link(paul.personId);
    await putCustomer(
      context,
      erp,
      "C-1",
      customerInput.parse({
        name: "Le Fournil",
        people: [{ name: nadia.name, email: nadia.email, role: nadia.role }],
      }),
    );
    expect(await customersOfPerson(context, paul.personId)).toEqual([]);
    expect(await resolveAccessLink(context, token)).toEqual({ refused: "not-found" });
  });

  test("expires after 60 days", async () => {
    const token = await link(null);
    context.clock.advance(days(60) - 1);
    expect(isRefused(await resolveAccessLink(context, token))).toBe(false);
    context.clock.advance(1);
    expect(await resolveAccessLink(context, token)).toEqual({
      refused: "expired",
      expiredAt: context.clock.now(),
    });
  });
});
