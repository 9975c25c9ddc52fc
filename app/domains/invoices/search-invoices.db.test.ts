import { beforeAll, describe, expect, test } from "vitest";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import type { LinkViewer, PersonViewer } from "#app/domains/accounts/viewer.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { testDatabase } from "#tests/support/database.ts";
import { erp, type Sent, sentBytes } from "#tests/support/sent-invoice.ts";
import { settleByHand } from "#tests/support/settle-by-hand.ts";
import { accountOverview } from "./account-overview.server.ts";
import { ingestInvoice } from "./ingest-invoice.server.ts";
import { type InvoiceSort, invoiceSorts } from "./invoice-order.ts";
import { originalDocument } from "./original-document.server.ts";
import { recordView } from "./record-view.server.ts";
import { type InvoiceSearch, searchInvoices } from "./search-invoices.server.ts";
import { claimAmount, setProcessing } from "./settlements.server.ts";
import { invoiceStatuses } from "./status.ts";
import { viewInvoice } from "./view-invoice.server.ts";

// 10:00 on 16 November 2026 in Paris.
const context = await testDatabase();
let nadia: PersonViewer;
let stranger: PersonViewer;
const ids = new Map<string, string>();

async function person(number: string): Promise<PersonViewer> {
  const put = await putCustomer(context, erp, number, { name: `Client ${number}` });
  if (isRefused(put)) throw new Error(put.refused);
  return {
    kind: "person",
    personId: "0199aaaa-0000-7000-8000-0000000000aa",
    name: "Nadia",
    email: "nadia@fournil.example",
    customerId: put.customer.id,
    customerNumber: number,
    role: "owner",
  };
}

async function send(sent: Sent): Promise<string> {
  const answer = await ingestInvoice(context, erp, sentBytes(sent), "application/json", {
    language: "en",
  });
  if (isRefused(answer) || !answer.id) throw new Error(JSON.stringify(answer));
  ids.set(sent.number, answer.id);
  return answer.id;
}

beforeAll(async () => {
  nadia = await person("C-1");
  stranger = await person("C-2");
  const mine = { customerNumber: "C-1" };
  await send({
    ...mine,
    number: "FA-2026-01902",
    net: "1070.50",
    issueDate: "2026-10-31",
    buyerReference: "BC-7741",
    lines: [
      {
        name: "Électricité, « cœur de ville »",
        description: "Compteur n° 42",
        netUnitPrice: "1070.50",
        netAmount: "1070.50",
      },
    ],
  });
  await send({ ...mine, number: "FA-2026-01903", net: "100.00", dueDate: "2026-11-10" });
  await send({ ...mine, number: "FA-2026-01904", net: "200.00", dueDate: null });
  await send({ ...mine, number: "FA-2026-01905", net: "300.00", issueDate: "2026-09-30" });
  await send({ ...mine, number: "FA-CHF", net: "50.00", currency: "CHF", dueDate: "2026-11-01" });
  await send({
    ...mine,
    number: "AV-1",
    typeCode: "381",
    net: "10.00",
    issueDate: "2026-11-02",
    precedingInvoices: ["FA-2026-01905"],
  });
  await send({ customerNumber: "C-2", number: "ZZ-1", net: "1070.50" });
}, 60_000);

const find = async (search: InvoiceSearch, viewer: PersonViewer | LinkViewer = nadia) =>
  (await searchInvoices(context, viewer, search)).items.map(({ number }) => number);

describe("search", () => {
  test.each([
    ["01902"],
    ["fa-2026-01902"],
    ["FA2026 01902"],
    ["bc 7741"],
    ["electricite"],
    ["ÉLECTRICITÉ coeur"],
    ["electrcité"],
    ["electricté vile"],
    ["electrictie"],
    ["comptuer 42"],
    ["électrciit"],
    ["1 284,60"],
    ["1284.60"],
    ["€1,284.60"],
    ["1\u202f284,60\u00a0€"],
    ["1070,50"],
    ["compteur 42"],
  ])("%j finds it, and nothing else", async (q) => {
    expect(await find({ q })).toEqual(["FA-2026-01902"]);
  });

  test.each([["284,60"], ["fa-2026-01909"], ["gaz electricite"], ["fa_2026_01902 gaz%"]])(
    "%j finds nothing",
    async (q) => {
      expect(await find({ q })).toEqual([]);
    },
  );

  test("a word that is there as typed is no guess; one that nobody wrote is, and it is said", async () => {
    const guessOf = async (q: string) => (await searchInvoices(context, nadia, { q })).isGuess;
    expect(await guessOf("électricité")).toBe(false);
    expect(await guessOf("1 284,60 electricite")).toBe(false);
    expect(await guessOf("competur")).toBe(true);
    expect(await guessOf("compteur électricté")).toBe(true);
    expect(await guessOf("gaz")).toBe(false);
    expect(await guessOf("")).toBe(false);
  });

  test("a word is guessed among those of the customer alone", async () => {
    expect(await find({ q: "competur" })).toEqual(["FA-2026-01902"]);
    expect(await find({ q: "competur" }, stranger)).toEqual([]);
  });

  test("signs alone are no search", async () => {
    expect(await find({ q: "%" })).toHaveLength(6);
  });

  test("nothing of another customer's is found, whatever is typed", async () => {
    expect(await find({ q: "ZZ-1" })).toEqual([]);
    expect(await find({ q: "1284.60" }, stranger)).toEqual(["ZZ-1"]);
  });
});

describe("filters", () => {
  test("by day, amount and contest", async () => {
    expect(await find({ from: "2026-11-01" })).toEqual(["AV-1"]);
    expect(await find({ to: "2026-09-30" })).toEqual(["FA-2026-01905"]);
    expect(await find({ min: "1284.6", max: "1284.60" })).toEqual(["FA-2026-01902"]);
    expect(await find({ max: "60" })).toEqual(expect.arrayContaining(["FA-CHF", "AV-1"]));
    expect(await find({ contested: true })).toEqual([]);
  });

  test("every status is the one that the invoice shows, and together they are all", async () => {
    const { items } = await searchInvoices(context, nadia, {});
    let total = 0;
    for (const status of invoiceStatuses) {
      const page = await searchInvoices(context, nadia, { status });
      total += page.total;
      expect(page.items.map(({ number }) => number).sort()).toEqual(
        items
          .filter((item) => item.status === status)
          .map(({ number }) => number)
          .sort(),
      );
    }
    expect(total).toBe(items.length);
  });

  test.each(invoiceSorts)("pages by %s meet every invoice once, in order", async (sort) => {
    const whole = await searchInvoices(context, nadia, { sort });
    expect(whole).toMatchObject({ total: 6, next: null });
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await searchInvoices(context, nadia, { sort, after, limit: 2 });
      expect(page.total).toBe(6);
      paged.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after);
    expect(paged).toEqual(whole.items.map(({ id }) => id));
    expect(new Set(paged).size).toBe(6);
    const key = keyOf(sort);
    const values = whole.items.map((item) => item[key]).filter((value) => value !== null);
    const ordered = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    expect(values).toEqual(sort.startsWith("-") ? ordered.reverse() : ordered);
  });

  test("a cursor of another sort, or none at all, begins at the beginning", async () => {
    const { next } = await searchInvoices(context, nadia, { sort: "gross", limit: 2 });
    for (const after of [next ?? "", "nonsense", "e30"])
      expect((await searchInvoices(context, nadia, { after })).items).toHaveLength(6);
  });
});

function keyOf(sort: InvoiceSort) {
  return ({ issued: "issueDate", due: "dueDate", gross: "gross" } as const)[
    sort.replace("-", "") as "issued" | "due" | "gross"
  ];
}

describe("one invoice", () => {
  const id = () => ids.get("FA-2026-01905") ?? "";

  test("shows its document, settlements and timeline to its own people and to staff", async () => {
    const view = await viewInvoice(context, nadia, id());
    expect(view).toMatchObject({
      number: "FA-2026-01905",
      status: "partly-paid",
      gross: 36000,
      outstanding: 34800,
      lines: [{ id: "1", netAmount: 30000 }],
      settlements: [{ source: "creditNote", creditNoteNumber: "AV-1", amount: 1200 }],
      timeline: [{ type: "invoice.issued" }, { type: "credit_note.issued" }],
      original: { mediaType: "application/json" },
    });
    const staff = { kind: "staff", personId: nadia.personId, name: "", email: "", role: "agent" };
    expect(await viewInvoice(context, staff as never, id())).toMatchObject({
      customerNumber: "C-1",
    });
    const note = await viewInvoice(context, nadia, ids.get("AV-1") ?? "");
    expect(note).toMatchObject({
      status: "settled",
      settles: [{ number: "FA-2026-01905", amount: 1200 }],
      preceding: [{ number: "FA-2026-01905", id: id() }],
    });
  });

  test("is not there for another customer, nor for the link to another invoice, nor for nonsense", async () => {
    const link: LinkViewer = {
      kind: "link",
      accessLinkId: "0199aaaa-0000-7000-8000-0000000000bb",
      customerId: nadia.customerId,
      customerNumber: "C-1",
      invoiceId: ids.get("FA-CHF") ?? "",
      personId: null,
      name: "nadia@fournil.example",
    };
    const missing = { refused: "not-found" };
    for (const viewer of [stranger, link])
      for (const verb of [viewInvoice, originalDocument, recordView])
        expect(await verb(context, viewer, id())).toEqual(missing);
    expect(await viewInvoice(context, nadia, "1 or 1=1")).toEqual(missing);
    expect(await find({}, link)).toEqual(["FA-CHF"]);
    expect(await originalDocument(context, link, link.invoiceId)).toEqual({
      refused: "not-allowed",
    });
  });

  test("a human's first look is announced, the second only remembered", async () => {
    expect(await recordView(context, nadia, id())).toEqual({ first: true });
    expect(await recordView(context, nadia, id())).toEqual({ first: false });
    const view = await viewInvoice(context, nadia, id());
    if (isRefused(view)) throw new Error(view.refused);
    expect(view.timeline.filter(({ type }) => type === "invoice.viewed")).toHaveLength(1);
  });
});

test("the overview adds up what is owed, late, contested and under way, currency by currency", async () => {
  const customerId = nadia.customerId;
  const of = (number: string) => ({ customerId, invoiceId: ids.get(number) ?? "" });
  await inScope(context, "all", async (tx) => {
    await claimAmount(context, tx, { ...of("FA-2026-01902"), change: 28460 });
    await setProcessing(context, tx, { ...of("FA-2026-01904"), change: 24000 });
    await settleByHand(tx, of("FA-2026-01903").invoiceId, { paid: 2000 });
  });
  const overview = await accountOverview(context, nadia);
  expect(overview.today).toBe("2026-11-16");
  expect(overview.currencies).toMatchObject([
    {
      currency: "EUR",
      dueNow: 100000 + 10000 + 34800,
      dueCount: 3,
      overdue: { count: 1, amount: 10000, days: 6 },
      contested: 28460,
      processing: 24000,
      credit: 0,
    },
    { currency: "CHF", dueNow: 6000, dueCount: 1, overdue: { count: 1, days: 15 } },
  ]);
  expect(overview.toPay.map(({ number }) => number)).toEqual([
    "FA-CHF",
    "FA-2026-01903",
    "FA-2026-01905",
    "FA-2026-01902",
  ]);
  expect(overview.toPayCount).toBe(4);
  const spending = overview.currencies[0]?.spending ?? [];
  expect(spending).toHaveLength(13);
  expect(spending.slice(-3)).toEqual([
    { month: "2026-09-01", amount: 36000 },
    { month: "2026-10-01", amount: 128460 + 12000 + 24000 },
    { month: "2026-11-01", amount: -1200 },
  ]);
  expect(await find({ contested: true })).toEqual(["FA-2026-01902"]);
  expect(await find({ status: "processing" })).toEqual(["FA-2026-01904"]);
});
