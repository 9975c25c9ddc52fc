import type { AppLoadContext } from "@remix-run/node";
import { beforeAll, describe, expect, test } from "vitest";
import { createStaff } from "#app/domains/accounts/create-staff.server.ts";
import { deactivateStaff } from "#app/domains/accounts/deactivate-staff.server.ts";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import { startSession } from "#app/domains/accounts/session.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { hours, later, minutes } from "#app/platform/duration.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { groupedByFour } from "#app/platform/iban.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { runPendingJobs } from "#app/processes/run-pending-jobs.server.ts";
import { taskList } from "#app/processes/task-list.ts";
import * as customerFrame from "#app/routes/c.$customerNumber.tsx";
import * as brandPage from "#app/routes/staff.brand.tsx";
import * as tasksPage from "#app/routes/staff.tasks.tsx";
import { auditLog, biller, memberships } from "#db/schema/accounts.ts";
import { bankChanges } from "#db/schema/bank-changes.ts";
import { mailBench } from "#tests/support/mail-bench.ts";

// Changing where customers' money goes takes two managers, whoever asks in whatever order.

const { context, standIn, customer, member } = await mailBench();
const t = messagesFor("fr").team.brand;
const first = "FR7630006000011234567890189";
const second = "DE89370400440532013000";
const third = "NL91ABNA0417164300";
const cookies: Record<string, string> = {};
const ids: Record<string, string> = {};
let customerNumber: string;

async function signIn(name: string, personId: string) {
  const set = await startSession(context, { personId, userAgent: null, cookieHeader: null });
  cookies[name] = set.split(";")[0] ?? "";
  ids[name] = personId;
}

beforeAll(async () => {
  for (const [name, role] of [
    ["anne", "manager"],
    ["bruno", "manager"],
    ["zoe", "agent"],
  ] as const) {
    const made = await createStaff(
      context,
      { kind: "system", name: "tests" },
      { email: `${name}@biller.example`, name, role, phone: "04 65 71 00 10" },
    );
    if (isRefused(made)) throw new Error(made.refused);
    await signIn(name, made.personId);
  }
  await context.db.update(biller).set({ iban: null });
  // Nadia acts for two customers, Robert's chose paper.
  const nadia = await customer({ email: "nadia@fournil.example" });
  await member(nadia, "viewer", "karim@fournil.example");
  const other = await customer({ email: "lucie@fournil.example", language: "en" });
  await customer({ email: "robert@courrier.example", delivery: "paper" });
  await inScope(context, "all", (tx) =>
    tx.insert(memberships).values({
      ...{ customerId: other.customerId, personId: nadia.personId },
      ...{ role: "payer", createdAt: context.clock.now() },
    }),
  );
  await signIn("nadia", nadia.personId);
  customerNumber = nadia.customerNumber;
});

function asking(as: string, fields?: Record<string, string>, params: Record<string, string> = {}) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields ?? {})) body.append(name, value);
  const request = new Request(`${context.config.appUrl}/`, {
    headers: { cookie: cookies[as] ?? "", "accept-language": "fr" },
    ...(fields ? { method: "POST", body } : {}),
  });
  return { request, params, context: { context, clientAddress: "" } as unknown as AppLoadContext };
}

/** What the page of the company answers to a form: its status, where it leads, what it says is wrong. */
async function send(as: string, fields: Record<string, string>) {
  const answer = await brandPage.action(asking(as, fields)).catch((thrown: unknown) => thrown);
  if (answer instanceof Response)
    return { status: answer.status, to: answer.headers.get("location"), error: undefined };
  const { data, init } = answer as {
    data: { errors?: Record<string, string> } | null;
    init: { status: number } | null;
  };
  return { status: init?.status ?? 200, to: null, error: data?.errors?.bankChange };
}

const save = (as: string, iban: string, bic = "", phone = "04 65 71 00 00") =>
  send(as, {
    ...{ name: "Énergie", legalName: "Énergie SAS", phone, email: "clients@energie.example" },
    ...{ hoursFr: "9 h", hoursEn: "9 am", brandColour: "#0b4f4a", timeZone: "Europe/Paris" },
    ...{ answerWithinDays: "5", iban, bic },
  });
const decide = (as: string, intent: "confirm-bank" | "refuse-bank", change: string) =>
  send(as, { intent, change });

const shown = async (as = "anne") => (await brandPage.loader(asking(as))).bankChange;
const proposal = async () => (await shown())?.id ?? "";
const account = async () => (await readBiller(context)).iban;
const openTasks = async () => (await tasksPage.loader(asking("zoe"))).tasks.map(({ kind }) => kind);
const banner = async () =>
  (await customerFrame.loader(asking("nadia", undefined, { customerNumber }))).bankChange;
const mails = () => standIn.sent.emails();

test("the first account is set by one manager, and nobody is told", async () => {
  expect((await save("anne", first)).to).toBe("/staff/brand?done=saved");
  expect(await account()).toBe(first);
  expect([await shown(), await banner()]).toEqual([null, null]);
});

describe("another account", () => {
  test("is only proposed, while the rest of the form is saved", async () => {
    expect((await save("anne", second, "", "04 65 71 00 99")).to).toBe(
      "/staff/brand?done=proposed",
    );
    expect(await readBiller(context)).toMatchObject({ iban: first, phone: "04 65 71 00 99" });
    expect(await shown("bruno")).toMatchObject({
      from: { iban: first },
      to: { iban: second },
      proposedBy: "anne",
      own: false,
    });
    expect(await openTasks()).toEqual(["bank-change-proposed"]);
    // The form shows what is in use: saving it again says nothing about the proposal.
    await save("bruno", first);
    expect((await shown())?.to.iban).toBe(second);
  });

  test("is not confirmed by whoever proposed it, nor by an agent", async () => {
    const id = await proposal();
    expect(await decide("anne", "confirm-bank", id)).toMatchObject({
      status: 409,
      error: t.bankChange.refusals["own-proposal"],
    });
    expect((await decide("zoe", "confirm-bank", id)).status).toBe(403);
    expect((await decide("bruno", "confirm-bank", "no-such-change")).status).toBe(404);
    expect(await account()).toBe(first);
    // Not even past our own code.
    await expect(
      context.db
        .update(bankChanges)
        .set({ state: "confirmed", decidedBy: ids.anne, decidedAt: context.clock.now() }),
    ).rejects.toMatchObject({ cause: { constraint_name: "bank_changes_two_managers" } });
  });

  test("replaces the proposal before it, which nobody can confirm any more", async () => {
    const replaced = await proposal();
    await save("bruno", third);
    expect(await shown()).toMatchObject({ to: { iban: third }, proposedBy: "bruno" });
    expect(await decide("anne", "confirm-bank", replaced)).toMatchObject({
      status: 409,
      error: t.bankChange.refusals["already-decided"],
    });
    expect((await decide("bruno", "confirm-bank", await proposal())).status).toBe(409);
    expect(await account()).toBe(first);
  });

  test("is refused by either, and nothing has changed", async () => {
    expect((await decide("anne", "refuse-bank", await proposal())).to).toContain("done=refused");
    await save("anne", second);
    expect((await decide("anne", "refuse-bank", await proposal())).to).toContain("done=refused");
    await runPendingJobs(context);
    expect([await shown(), await account(), await banner(), await openTasks()]).toEqual([
      null,
      first,
      null,
      [],
    ]);
    expect(mails()).toEqual([]);
  });

  test("confirmed by the other manager, it is told once to every person, without itself", async () => {
    await save("anne", second);
    const id = await proposal();
    const answers = await Promise.all([1, 2].map(() => decide("bruno", "confirm-bank", id)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(await account()).toBe(second);
    expect(await openTasks()).toEqual([]);
    await runPendingJobs(context);
    await taskList["tell-bank-change"](context, { id });
    await runPendingJobs(context);
    expect(
      mails()
        .map(({ to }) => String(to))
        .sort(),
    ).toEqual([
      "karim@fournil.example",
      "lucie@fournil.example",
      "nadia@fournil.example",
      "robert@courrier.example",
    ]);
    for (const mail of mails())
      expect(mail.subject).toMatch(/coordonnées bancaires ont changé|bank details changed/);
    const log = JSON.stringify(await context.db.select().from(auditLog));
    const written = JSON.stringify(mails()) + log;
    for (const iban of [first, second, third]) {
      expect(written).not.toContain(iban);
      expect(written).not.toContain(groupedByFour(iban));
    }
    for (const action of ["proposed", "refused", "changed"])
      expect(log).toContain(`biller.bank-${action}`);
  });

  test("is announced on the customers' pages for 72 hours", async () => {
    const changedAt = context.clock.now();
    expect(await banner()).toMatchObject({
      changedOn: "2026-11-16",
      contact: { name: "Julien Morel", phone: "04 65 71 00 00" },
    });
    context.clock.set(later(changedAt, hours(72) - minutes(1)));
    expect(await banner()).not.toBeNull();
    context.clock.set(later(changedAt, hours(72)));
    expect(await banner()).toBeNull();
  });

  test("taking the account away takes two as well, and so does giving one afterwards", async () => {
    await save("anne", "");
    expect(await account()).toBe(second);
    await decide("bruno", "confirm-bank", await proposal());
    expect(await account()).toBeNull();
    expect((await save("anne", first)).to).toContain("done=proposed");
    expect(await account()).toBeNull();
  });

  test("dies with the rights of whoever proposed it", async () => {
    await deactivateStaff(
      context,
      { kind: "staff", personId: ids.bruno ?? "", name: "", email: "", role: "manager" },
      ids.anne ?? "",
    );
    const id = (await shown("bruno"))?.id ?? "";
    expect(await decide("bruno", "confirm-bank", id)).toMatchObject({
      status: 409,
      error: t.bankChange.refusals["proposer-gone"],
    });
    expect(await account()).toBeNull();
  });
});
