import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inScope } from "#app/platform/db.server.ts";
import { startStripeStandIn } from "#app/processes/demo/stripe-stand-in/start-stripe-stand-in.server.ts";
import { startWebServer, type WebServer } from "#app/processes/web-server.server.ts";
import { builtRoutes } from "#tests/support/built-routes.ts";
import { testDatabase } from "#tests/support/database.ts";
import { accessMatrix, type Below, type Row, type Who } from "./access-matrix.ts";
import { type AccessWorld, accessWorld } from "./access-world.ts";

// Every loader, action and download of the build, asked for over real HTTP by everybody who may not, and by one who may.

const stripe = { secretKey: "sk_test_matrix", webhookSecret: "whsec_matrix" };
const standIn = await startStripeStandIn({
  clock: { now: () => new Date("2026-11-16T09:00:00Z") },
  ...stripe,
  webhookUrl: null,
});
const context = await testDatabase({
  environment: { PORT: "0" },
  demo: { stripe: { ...stripe, apiBase: standIn.url } },
});
const routes = await builtRoutes();
let server: WebServer;
let world: AccessWorld;

beforeAll(async () => {
  world = await accessWorld(context, standIn);
  server = await startWebServer(context);
});
afterAll(async () => {
  await server?.close();
  await standIn.stop();
});

test("every route has a row, and every row a route", () => {
  expect(Object.keys(accessMatrix).sort()).toEqual(
    routes
      // A frame without a loader shows nothing by itself.
      .filter(({ hasLoader, hasAction, isPage }) => hasLoader || hasAction || isPage)
      .map(({ id }) => id)
      .sort(),
  );
});

test("every route that can be posted to says who may", () => {
  const unsaid = routes.filter(({ id, hasAction }) => hasAction && !accessMatrix[id]?.post);
  expect(unsaid.map(({ id }) => id)).toEqual([]);
});

/** Who asks: a cookie or a key, or nothing. */
type Asker = keyof AccessWorld["sessions"] | "anonymous" | keyof AccessWorld["keys"];

interface Attempt {
  name: string;
  as: Asker;
  below: Below;
  /** What must come back; "login": the way to sign in. */
  expected: number | "login";
  /** What the asker may know of the customer all the same. */
  knows?: readonly string[];
}

const ours = (): Below => ({ customer: world.customerNumber, token: world.tokens.ours });

/** Who may not, by who may. */
function attempts(who: Who, row: Row): Attempt[] {
  const as = (asker: Asker, expected: Attempt["expected"], below = ours()): Attempt => ({
    name: asker,
    as: asker,
    below,
    expected,
  });
  const strange = { customer: world.strangeNumber, token: world.tokens.strange };
  /** The same ids below the asker's own customer or link, where the address has ids of its own. */
  const borrowed = (asker: Asker, below: Below) =>
    ids(world).some((id) => row.url(world, below).includes(id))
      ? [{ ...as(asker, 404, below), name: `${asker}, below what is theirs` }]
      : [];
  switch (who) {
    case "anybody":
    case "signature":
      return [];
    case "person":
      return [as("anonymous", "login")];
    case "member":
    case "payer":
    case "owner":
      return [
        as("anonymous", "login"),
        as("stranger", 404),
        as("agent", 404),
        ...borrowed("stranger", strange),
        // Of the same customer: nothing of it is a secret to them.
        ...(who === "member" ? [] : [{ ...as("viewer", 403), knows: world.secrets }]),
        ...(who === "owner" ? [{ ...as("payer", 403), knows: world.secrets }] : []),
      ];
    case "link":
      return [
        as("stranger", 404, { ...strange, token: "A".repeat(43) }),
        ...borrowed("anonymous", strange),
        ...borrowed("anonymous", { ...strange, token: world.tokens.sister }).map((attempt) => ({
          ...attempt,
          name: "link of another invoice",
          // Its frame says whose invoice it opens.
          knows: ["Zibeline"],
        })),
      ];
    case "staff":
    case "manager":
      return [
        as("anonymous", "login"),
        as("owner", 404),
        as("stranger", 404),
        ...(who === "manager" ? [as("agent", 403)] : []),
      ];
    case "key":
      return [as("anonymous", 401), as("owner", 401), as("none", 403)];
  }
}

const rightful: Record<Who, Asker> = {
  anybody: "anonymous",
  person: "owner",
  member: "viewer",
  payer: "payer",
  owner: "owner",
  link: "anonymous",
  staff: "agent",
  manager: "manager",
  key: "all",
  signature: "anonymous",
};

const ids = (w: AccessWorld) =>
  [w.invoiceId, w.disputeId, w.attachmentId, w.paymentId, w.attemptId, w.planId].filter(Boolean);

function credentials(asker: Asker): Record<string, string> {
  if (asker === "anonymous") return {};
  if (asker === "all" || asker === "none") return { authorization: `Bearer ${world.keys[asker]}` };
  return { cookie: world.sessions[asker] };
}

interface Answer {
  status: number;
  to: string;
  body: string;
}

async function ask(path: string, asker: Asker, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    redirect: "manual",
    ...init,
    headers: { "accept-language": "fr", ...credentials(asker), ...(init.headers ?? {}) },
  });
  const body = Buffer.from(await response.arrayBuffer()).toString("utf8");
  return { status: response.status, to: response.headers.get("location") ?? "", body };
}

const ownOrigin = () => `http://127.0.0.1:${server.port}`;

function posting(row: Row, origin: string | null = ownOrigin()): RequestInit {
  if (typeof row.post !== "object") return { method: "POST" };
  const { form, files, method = "POST" } = row.post;
  const fields = Object.entries(form?.(world) ?? {});
  const body = files ? new FormData() : new URLSearchParams();
  for (const [name, value] of fields) body.set(name, value);
  return { method, body, headers: origin === null ? {} : { origin } };
}

/** The same address as the framework's own script would ask for it: with all loaders, and with this route's alone if it has one. */
function asData(path: string, id: string): string[] {
  const [page = "", query = ""] = path.split("?");
  const data = `${page === "/" ? "/_root" : page}.data`;
  const alone = new URLSearchParams(query);
  alone.set("_routes", id);
  const all = query ? `${data}?${query}` : data;
  return routes.some((route) => route.id === id && route.hasLoader)
    ? [all, `${data}?${alone}`]
    : [all];
}

function expectRefused(answer: Answer, attempt: Attempt, path: string, data = false) {
  const { expected, knows = [] } = attempt;
  if (expected === "login") {
    // Single fetch tells redirects as data, with 202.
    expect(answer.status).toBe(data ? 202 : 302);
    expect(data ? answer.body : answer.to).toContain("/login?next=");
  } else {
    expect(answer.status, attempt.name).toBe(expected);
  }
  // What the asker typed into the address may come back, nothing else.
  const typed = decodeURIComponent(path);
  const leaked = world.secrets.filter(
    (secret) => !typed.includes(secret) && !knows.includes(secret) && answer.body.includes(secret),
  );
  expect(leaked, attempt.name).toEqual([]);
}

const rowsWith = (condition: (row: Row) => boolean): [string, Row][] =>
  routes.flatMap(({ id }): [string, Row][] => {
    const row = accessMatrix[id];
    return row && condition(row) ? [[id, row]] : [];
  });

/** How much of everything there is: an attempt that was refused has changed nothing. */
async function amounts(): Promise<unknown> {
  return inScope(context, "all", async (tx) => {
    const [row] = await tx.execute(sql`
      select (select count(*) from disputes) disputes, (select count(*) from dispute_messages) messages,
        (select count(*) from payment_attempts) attempts, (select count(*) from method_setups) setups,
        (select string_agg(state, ',' order by id) from payment_plans) plans,
        (select count(*) from autopay_agreements where stopped_at is null) agreements, (select count(*) from memberships) memberships,
        (select count(*) from invoice_views) views, (select count(*) from events) events,
        (select string_agg(delivery, ',' order by number) from customers) deliveries,
        (select count(*) from staff_tasks where done_at is not null) done, (select count(*) from staff) staff,
        (select count(*) from api_keys) keys, (select count(*) from webhook_endpoints where disabled_at is null) endpoints, (select count(*) from sign_in_tokens) tokens, (select name from biller) biller`);
    return row;
  });
}

describe("who may not see it", () => {
  test.each(rowsWith(() => true))("%s", async (id, row) => {
    for (const attempt of attempts(row.who, row)) {
      const path = row.url(world, attempt.below);
      // "GET does not exist here" is nobody's secret.
      const expected = row.status === 405 ? 405 : attempt.expected;
      const answer = await ask(path, attempt.as);
      expectRefused(answer, { ...attempt, expected }, path);
      if (row.who === "key" || row.status === 405) continue;
      for (const data of asData(path, id))
        expectRefused(await ask(data, attempt.as), { ...attempt, expected }, path, true);
    }
  });
});

describe("who may not do it", () => {
  test.each(rowsWith(({ post }) => post !== undefined))("%s", async (_id, row) => {
    if (row.post === undefined) return;
    const before = await amounts();
    if (typeof row.post === "number") {
      const answer = await ask(row.url(world, ours()), "anonymous", posting(row));
      expect(answer.status).toBe(row.post);
      return;
    }
    for (const attempt of attempts(row.post.who, row)) {
      const path = row.url(world, attempt.below);
      expectRefused(await ask(path, attempt.as, posting(row)), attempt, path);
    }
    if (row.post.who === "signature")
      expect((await ask(row.url(world, ours()), "anonymous", posting(row))).status).toBe(400);
    expect(await amounts()).toEqual(before);
  });

  test.each(
    rowsWith(({ post }) => typeof post === "object" && !/^(key|signature)$/.test(post.who)),
  )("%s, from another site", async (_id, row) => {
    if (typeof row.post !== "object") return;
    const path = row.url(world, ours());
    const before = await amounts();
    for (const origin of ["https://evil.example", "null", null])
      expect((await ask(path, rightful[row.post.who], posting(row, origin))).status).toBe(403);
    expect(await amounts()).toEqual(before);
  });
});

describe("who may", () => {
  test.each(rowsWith(() => true))("%s", async (_id, row) => {
    const answer = await ask(row.url(world, ours()), rightful[row.who]);
    expect(answer.status).toBe(row.status ?? 200);
    // Proves that looking for these words finds them where they are.
    const found = world.secrets.filter((secret) => answer.body.includes(secret));
    if (row.shows) expect(found).not.toEqual([]);
  });

  test.each(rowsWith(({ post }) => typeof post === "object" && post.who !== "signature"))(
    "%s, and does it",
    async (_id, row) => {
      if (typeof row.post !== "object") return;
      const path = row.url(world, ours());
      const { status } = await ask(path, rightful[row.post.who], posting(row));
      expect([401, 403, 404, 405, 500]).not.toContain(status);
    },
  );
});
