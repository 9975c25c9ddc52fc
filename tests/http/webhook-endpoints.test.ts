import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApiScope, createApiKey } from "#app/domains/accounts/api-keys.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import * as endpoints from "#app/routes/api.v1.webhook-endpoints._index.ts";
import * as endpoint from "#app/routes/api.v1.webhook-endpoints.$endpointId.ts";
import { idempotencyKeys } from "#db/schema/platform.ts";
import { webhookEndpoints } from "#db/schema/webhooks.ts";
import { startApiServer } from "#tests/support/api-server.ts";
import { testDatabase } from "#tests/support/database.ts";

const context = await testDatabase();
let base: string;
let close: () => Promise<void>;
const keys: Record<"right" | "wrong", string> = { right: "", wrong: "" };

async function newKey(scopes: readonly ApiScope[]) {
  const made = await createApiKey(context, { kind: "system", name: "test" }, { name: "E", scopes });
  if (isRefused(made)) throw new Error(made.refused);
  return made.key;
}

beforeAll(async () => {
  keys.right = await newKey(["webhooks:write"]);
  keys.wrong = await newKey(["events:read"]);
  const server = await startApiServer(context, {
    "api/v1/webhook-endpoints": endpoints,
    "api/v1/webhook-endpoints/:endpointId": endpoint,
  });
  base = `${server.url}/api/v1/webhook-endpoints`;
  close = server.close;
});
afterAll(() => close());

async function call(
  method: string,
  path = "",
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(base + path, {
    method,
    headers: {
      authorization: `Bearer ${keys.right}`,
      "accept-language": "en",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text ? JSON.parse(text) : null,
  };
}

test("made, read, listed and deleted; the secret is told once and kept nowhere in clear", async () => {
  const url = "https://erp.example/hooks";
  const made = await call("POST", "", { url, eventTypes: ["payment.received"] });
  expect(made.status).toBe(201);
  expect(made.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const { secret, ...shown } = made.body;
  expect(shown).toEqual({
    id: expect.any(String),
    url,
    description: "",
    eventTypes: ["payment.received"],
    createdAt: context.clock.now().toISOString(),
    disabledAt: null,
    disabledWhy: null,
    lastDeliveredAt: null,
    failingSince: null,
  });
  expect(made.headers.get("location")).toBe(`/api/v1/webhook-endpoints/${shown.id}`);
  expect((await call("GET", `/${shown.id}`)).body).toEqual(shown);
  expect((await call("GET")).body).toEqual({ data: [shown] });
  expect(JSON.stringify(await context.db.select().from(webhookEndpoints))).not.toContain(
    secret.slice(6),
  );
  const removed = await call("DELETE", `/${shown.id}`);
  expect([removed.status, removed.body]).toEqual([204, null]);
  for (const method of ["GET", "DELETE"])
    expect(await call(method, `/${shown.id}`)).toMatchObject({
      status: 404,
      body: { type: "/api/docs#not-found" },
    });
  expect((await call("GET", "/nothing")).status).toBe(404);
});

test("asked twice under one key there is one endpoint, and the same secret from a sealed answer", async () => {
  const again = { "idempotency-key": "make-it-once" };
  const first = await call("POST", "", { url: "https://erp.example/once" }, again);
  const second = await call("POST", "", { url: "https://erp.example/once" }, again);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get("idempotent-replayed")).toBe("true");
  expect((await call("GET")).body.data).toHaveLength(1);
  const kept = JSON.stringify(await context.db.select().from(idempotencyKeys));
  expect(kept).toContain("make-it-once");
  expect(kept).not.toContain(first.body.secret);
  const bad = { "idempotency-key": "bad" };
  for (const replayed of [null, "true"]) {
    const refusal = await call("POST", "", { url: "ftp://x" }, bad);
    expect(refusal).toMatchObject({ status: 422, body: { errors: [{ pointer: "/url" }] } });
    expect(refusal.headers.get("idempotent-replayed")).toBe(replayed);
  }
  const removed = { "idempotency-key": "remove-it-once" };
  for (let time = 0; time < 2; time += 1)
    expect((await call("DELETE", `/${first.body.id}`, undefined, removed)).status).toBe(204);
});

test.each([
  ["http://erp.example/", /https/],
  ["https://user:password@erp.example/", /password/],
  ["https://169.254.169.254/latest", /private/],
  ["https://[::ffff:127.0.0.1]/", /private/],
  ["https://localhost/", /private/],
  ["erp", /complete address/],
])("refuses %s, and says why", async (url, why) => {
  const refusal = await call("POST", "", { url });
  expect(refusal).toMatchObject({
    status: 422,
    body: {
      type: "/api/docs#invalid",
      errors: [{ pointer: "/url", message: expect.stringMatching(why) }],
    },
  });
});

test("every error of a body at once", async () => {
  const { status, body } = await call("POST", "", { eventTypes: ["payment.lost"], secret: "mine" });
  expect(status).toBe(422);
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
    "/eventTypes/0",
    "/secret",
    "/url",
  ]);
});

test("needs its scope, and takes no other method", async () => {
  const wrong = { authorization: `Bearer ${keys.wrong}` };
  expect((await call("GET", "", undefined, wrong)).status).toBe(403);
  expect((await call("POST", "", { url: "https://erp.example/" }, wrong)).status).toBe(403);
  expect((await call("DELETE", "/x", undefined, wrong)).status).toBe(403);
  const put = await call("PUT", "", {});
  expect([put.status, put.headers.get("allow")]).toEqual([405, "GET, POST"]);
  expect((await call("PATCH", "/x", {})).headers.get("allow")).toBe("GET, DELETE");
});

test("twenty at most", async () => {
  const answers = await Promise.all(
    Array.from({ length: 22 }, (_, n) => call("POST", "", { url: `https://erp.example/${n}` })),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses.filter((status) => status === 201)).toHaveLength(20);
  expect(statuses.slice(20)).toEqual([409, 409]);
});
