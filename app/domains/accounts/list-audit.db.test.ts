import { beforeAll, expect, test } from "vitest";
import { minutes } from "#app/platform/duration.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { testDatabase } from "#tests/support/database.ts";
import { createApiKey, revokeApiKey } from "./api-keys.server.ts";
import { recordAudit } from "./audit.server.ts";
import { createStaff } from "./create-staff.server.ts";
import { customerForStaff } from "./customer-for-staff.server.ts";
import { customerInput } from "./customer-input.ts";
import { findCustomers } from "./find-customers.server.ts";
import { listAudit } from "./list-audit.server.ts";
import { putCustomer } from "./put-customer.server.ts";
import type { StaffViewer } from "./viewer.ts";

const context = await testDatabase();
const system = { kind: "system", name: "staff:create" } as const;
const actionWords = { "api-key.revoked": "A révoqué une clé d’API" };
let manager: StaffViewer;

async function add(name: string, email: string, role: "agent" | "manager"): Promise<StaffViewer> {
  const made = await createStaff(context, system, { name, email, role });
  if (isRefused(made)) throw new Error(made.refused);
  context.clock.advance(minutes(1));
  return { kind: "staff", personId: made.personId, name, email, role };
}

async function read(q = "", after?: string) {
  const page = await listAudit(context, manager, { q, after, actionWords });
  if (isRefused(page)) throw new Error(page.refused);
  return page;
}

beforeAll(async () => {
  manager = await add("Hélène Girard", "helene@biller.example", "manager");
  await add("Julien Morel", "julien@biller.example", "agent");
  const key = await createApiKey(context, manager, { name: "Compta", scopes: ["events:read"] });
  if (isRefused(key)) throw new Error(key.refused);
  context.clock.advance(minutes(1));
  await revokeApiKey(context, manager, key.id);
  context.clock.advance(minutes(1));
  const erp = { kind: "integration", apiKeyId: key.id, scopes: [] } as const;
  await putCustomer(context, erp, "C-7", customerInput.parse({ name: "Le Fournil" }));
  const [customer] = (await findCustomers(context, manager, { q: "fournil" })).customers;
  const found = await customerForStaff(context, manager, customer?.id ?? "");
  if (isRefused(found)) throw new Error(found.refused);
  await context.db.transaction((tx) =>
    recordAudit(context, tx, {
      by: manager,
      action: "task.finished",
      customerId: found.customer.id,
      subject: { type: "task", id: found.customer.id },
    }),
  );
});

test("says who did what, about whom, newest first", async () => {
  const { rows, next } = await read();
  expect(next).toBeNull();
  expect(rows.map(({ action, by }) => [action, by.name])).toEqual([
    ["task.finished", "Hélène Girard"],
    ["api-key.revoked", "Hélène Girard"],
    ["api-key.created", "Hélène Girard"],
    ["staff.created", "staff:create"],
    ["staff.created", "staff:create"],
  ]);
  expect(rows[0]?.customer).toMatchObject({ number: "C-7", name: "Le Fournil" });
  expect(rows[1]?.subject?.name).toBe("Compta");
  expect(rows[3]?.subject?.name).toBe("Julien Morel");
});

test.each([
  ["helene", 4], // did three things, and was made once
  ["JULIEN", 1],
  ["julien@biller.example", 1],
  ["compta", 2],
  ["fournil", 1],
  ["c-7", 1],
  ["revoque", 1], // in the reader's words
  ["api-key", 2], // in the log's own
  ["helene révoqué", 1],
  ["julien révoqué", 0],
  ["staff:create", 2],
  ["100%", 0],
])("%j finds %i", async (q, count) => {
  expect((await read(q)).rows).toHaveLength(count);
});

test("goes on where the page before ended, among entries of the same instant", async () => {
  await context.db.transaction(async (tx) => {
    for (let each = 0; each < 60; each += 1)
      await recordAudit(context, tx, { by: system, action: "test.repeated" });
  });
  const first = await read("repeated");
  const second = await read("repeated", first.next ?? "");
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 10, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(60);
  expect((await read("repeated", "nonsense")).rows).toHaveLength(50);
});

test("is the managers' business", async () => {
  expect(await listAudit(context, { ...manager, role: "agent" }, {})).toEqual({
    refused: "managers-only",
  });
});
