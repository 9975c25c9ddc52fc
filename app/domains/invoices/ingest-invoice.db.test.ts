import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import {
  documents,
  invoiceLines,
  invoices,
  settlements,
  waitingCredits,
} from "#db/schema/invoices.ts";
import { events } from "#db/schema/platform.ts";
import { testDatabase } from "#tests/support/database.ts";
import { erp, type Sent, sentBytes } from "#tests/support/sent-invoice.ts";
import { type IngestOptions, ingestInvoice } from "./ingest-invoice.server.ts";
import { originalDocument } from "./original-document.server.ts";

const context = await testDatabase();

let count = 0;
const nextNumber = () => `FA-${++count}`;

beforeEach(async () => {
  await putCustomer(context, erp, "C-1042", { name: "Le Fournil", legalId: "552 100 554" });
});

const send = (sample: Sent, options: Partial<IngestOptions> = {}) =>
  ingestInvoice(context, erp, sentBytes(sample), "application/json", {
    language: "en",
    ...options,
  });

const all = <T>(work: Parameters<typeof inScope<T>>[2]) => inScope(context, "all", work);

async function stateOf(number: string) {
  const [row] = await all((tx) => tx.select().from(invoices).where(sql`number = ${number}`));
  if (!row) throw new Error(`No ${number}`);
  const { settled, credited, outstanding } = row;
  return { settled, credited, outstanding };
}

test("a new invoice is stored whole: rows, lines, original, event and job", async () => {
  const number = nextNumber();
  const bytes = sentBytes({ number, customerNumber: "C-1042", net: "100.00" });
  const answer = await ingestInvoice(context, erp, bytes, "application/json", { language: "en" });
  expect(answer).toMatchObject({
    outcome: "created",
    number,
    customerNumber: "C-1042",
    status: "open",
  });
  if (isRefused(answer) || !answer.id) throw new Error("Not created");

  const [row] = await all((tx) => tx.select().from(invoices).where(sql`number = ${number}`));
  expect(row).toMatchObject({
    kind: "invoice",
    gross: 12000,
    outstanding: 12000,
    sellerKey: "303265045",
    title: "Gaz naturel, octobre",
    format: "json",
    receivedAt: context.clock.now(),
  });
  expect(await all((tx) => tx.$count(invoiceLines, sql`invoice_id = ${answer.id}`))).toBe(1);
  const original = await originalDocument(context, { kind: "system", name: "test" }, answer.id);
  if (isRefused(original)) throw new Error("No original");
  expect(Buffer.from(original.bytes).equals(Buffer.from(bytes))).toBe(true);
  expect(original).toMatchObject({ mediaType: "application/json", name: `${number}.json` });
  const [event] = await all((tx) => tx.select().from(events).where(sql`subject_id = ${answer.id}`));
  expect(event).toMatchObject({ type: "invoice.issued", subjectNumber: number });
});

test("the same content again is the same invoice, other content is refused", async () => {
  const number = nextNumber();
  const first = await send({ number, customerNumber: "C-1042" });
  const again = await send({ number, customerNumber: "C-1042" });
  expect(again).toEqual({ ...first, outcome: "same" });
  const other = await send({ number, customerNumber: "C-1042", net: "101.00" });
  expect(other).toMatchObject({ refused: "other-content", number });
  expect(await all((tx) => tx.$count(invoices, sql`number = ${number}`))).toBe(1);
});

test("two equal invoices at the same instant: one is created, the other is the same", async () => {
  const number = nextNumber();
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => send({ number, customerNumber: "C-1042" })),
  );
  const outcomes = answers.map((answer) => (isRefused(answer) ? answer.refused : answer.outcome));
  expect(outcomes.sort()).toEqual(["created", "same", "same", "same", "same"]);
  expect(new Set(answers.map((answer) => (isRefused(answer) ? "" : answer.id))).size).toBe(1);
  expect(await all((tx) => tx.$count(events, sql`subject_number = ${number}`))).toBe(1);
});

test("two sellers may use one number", async () => {
  const number = nextNumber();
  await send({ number, customerNumber: "C-1042" });
  const seller = {
    name: "Autre SARL",
    vatId: "FR83404833048",
    address: { city: "Lille", country: "FR" },
  };
  expect(await send({ number, customerNumber: "C-1042", seller })).toMatchObject({
    outcome: "created",
  });
});

describe("whose invoice it is", () => {
  test("legal id, VAT id and electronic address find the customer; a clue that two share decides nothing", async () => {
    const buyer = { name: "Le Fournil", address: { city: "Lyon", country: "FR" } };
    await putCustomer(context, erp, "C-2", {
      name: "Hôtel",
      vatId: "FR83404833048",
      electronicAddress: { id: "hotel@as4", scheme: "0088" },
    });
    expect(
      await send({ number: nextNumber(), buyer: { ...buyer, legalId: "552100554" } }),
    ).toMatchObject({ customerNumber: "C-1042" });
    expect(
      await send({ number: nextNumber(), buyer: { ...buyer, vatId: "FR83404833048" } }),
    ).toMatchObject({ customerNumber: "C-2" });
    expect(
      await send({
        number: nextNumber(),
        buyer: { ...buyer, electronicAddress: { id: "hotel@as4", scheme: "0088" } },
      }),
    ).toMatchObject({ customerNumber: "C-2" });

    await putCustomer(context, erp, "C-1042-B", { name: "Le Fournil, gare", legalId: "552100554" });
    expect(
      await send({ number: nextNumber(), buyer: { ...buyer, legalId: "552100554" } }),
    ).toMatchObject({ refused: "unknown-customer" });
  });

  test("an unknown number in JSON is not guessed around, and the answer says what to send", async () => {
    const answer = await send({
      number: nextNumber(),
      customerNumber: "C-404",
      buyer: {
        name: "Le Fournil",
        legalId: "552100554",
        address: { city: "Lyon", country: "FR" },
      },
    });
    expect(answer).toMatchObject({
      refused: "unknown-customer",
      errors: [{ pointer: "/customerNumber", rule: null }],
    });
  });

  test("createCustomer makes one from the invoice, once, also for two at the same instant", async () => {
    const buyer = {
      name: "Nouvelle Boulangerie",
      address: { line1: "1 rue", city: "Lyon", country: "FR" },
    };
    const numbers = [nextNumber(), nextNumber()];
    const answers = await Promise.all(
      numbers.map((number) =>
        send({ number, customerNumber: "NB-1", buyer }, { createCustomer: true }),
      ),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ outcome: "created", customerNumber: "NB-1" });
    expect(await all((tx) => tx.$count(customers, sql`number = 'NB-1'`))).toBe(1);

    const nameless = { name: "Sans numéro", address: { city: "Lyon", country: "FR" } };
    const one = await send({ number: nextNumber(), buyer: nameless }, { createCustomer: true });
    const two = await send({ number: nextNumber(), buyer: nameless }, { createCustomer: true });
    expect(one).toMatchObject({ outcome: "created" });
    expect((two as { customerNumber: string }).customerNumber).toBe(
      (one as { customerNumber: string }).customerNumber,
    );
  });
});

test("a refused number makes no customer, even when customers may be made", async () => {
  const number = nextNumber();
  await send({ number, customerNumber: "C-1042" });
  const other = { number, customerNumber: "NB-409", net: "101.00" };
  expect(await send(other, { createCustomer: true })).toMatchObject({ refused: "other-content" });
  expect(await all((tx) => tx.$count(customers, sql`number = 'NB-409'`))).toBe(0);
});

test("a dry run answers as the real one would and leaves nothing", async () => {
  const number = nextNumber();
  const answer = await send(
    { number, customerNumber: "DRY-1" },
    { dryRun: true, createCustomer: true },
  );
  expect(answer).toMatchObject({ outcome: "created", id: null, number, customerNumber: "DRY-1" });
  expect(await all((tx) => tx.$count(invoices, sql`number = ${number}`))).toBe(0);
  expect(await all((tx) => tx.$count(customers, sql`number = 'DRY-1'`))).toBe(0);
});

test("what cannot be read or breaks a rule is refused with every error", async () => {
  const options = { language: "en" as const };
  const bytes = new TextEncoder().encode("{ not json");
  expect(await ingestInvoice(context, erp, bytes, "application/json", options)).toMatchObject({
    refused: "unreadable",
  });
  const wrong = await send({
    number: nextNumber(),
    customerNumber: "C-1042",
    totals: { lineNet: "99.00", net: "99.00", vat: "20.00", gross: "119.00", payable: "118.00" },
  });
  expect(wrong).toMatchObject({ refused: "invalid" });
  expect(
    (wrong as unknown as { errors: { rule: string }[] }).errors.map(({ rule }) => rule),
  ).toEqual(expect.arrayContaining(["BR-CO-10", "BR-CO-16"]));
  expect(
    await send({ number: nextNumber(), customerNumber: "C-1042", currency: "JPY", net: "12.5" }),
  ).toMatchObject({ refused: "invalid" });
});

test("a character that is no text is refused, not an error of ours", async () => {
  const answer = await send({
    number: nextNumber(),
    customerNumber: "C-1042",
    buyerReference: "half \ud83d",
  });
  expect(answer).toMatchObject({ refused: "invalid" });
});

describe("credit notes", () => {
  const credit = (number: string, of: string[], net: string) =>
    send({
      number,
      typeCode: "381",
      customerNumber: "C-1042",
      net,
      issueDate: "2026-11-05",
      precedingInvoices: of,
    });

  test("pay what they name, up to what is owed; the rest stays open", async () => {
    const number = nextNumber();
    await send({ number, customerNumber: "C-1042", net: "100.00" });
    expect(await credit(`AV-${number}`, [number], "30.00")).toMatchObject({ status: "settled" });
    expect(await stateOf(number)).toEqual({ settled: 3600, credited: 3600, outstanding: 8400 });

    expect(await credit(`AV2-${number}`, [number], "100.00")).toMatchObject({ status: "open" });
    expect(await stateOf(number)).toEqual({ settled: 12000, credited: 12000, outstanding: 0 });
    expect(await stateOf(`AV2-${number}`)).toEqual({
      settled: 8400,
      credited: 0,
      outstanding: 3600,
    });
    expect(
      await all((tx) =>
        tx.$count(events, sql`type = 'invoice.settled' and subject_number = ${number}`),
      ),
    ).toBe(1);
  });

  test("pay the oldest first", async () => {
    const [late, early] = [nextNumber(), nextNumber()];
    await send({ number: late, customerNumber: "C-1042", issueDate: "2026-10-20" });
    await send({ number: early, customerNumber: "C-1042", issueDate: "2026-09-20" });
    await credit(`AV-${late}`, [late, early], "120.00");
    expect(await stateOf(early)).toMatchObject({ outstanding: 0 });
    expect(await stateOf(late)).toMatchObject({ outstanding: 9600 });
  });

  test("wait for an invoice that has not come, and pay it when it does", async () => {
    const number = nextNumber();
    expect(await credit(`AV-${number}`, [number], "100.00")).toMatchObject({ status: "open" });
    expect(await all((tx) => tx.$count(waitingCredits))).toBe(1);
    expect(await send({ number, customerNumber: "C-1042" })).toMatchObject({ status: "credited" });
    expect(await all((tx) => tx.$count(waitingCredits))).toBe(0);
    expect(await stateOf(`AV-${number}`)).toMatchObject({ outstanding: 0 });
  });

  test("find their invoice when both arrive at the same instant", async () => {
    const numbers = Array.from({ length: 8 }, nextNumber);
    await Promise.all(
      numbers.flatMap((number) => [
        send({ number, customerNumber: "C-1042" }),
        credit(`AV-${number}`, [number], "100.00"),
      ]),
    );
    for (const number of numbers)
      expect(await stateOf(number)).toEqual({ settled: 12000, credited: 12000, outstanding: 0 });
  });

  test("do not pay another customer's invoice, nor one in another currency", async () => {
    await putCustomer(context, erp, "C-3", { name: "Voisin" });
    const [theirs, swiss] = [nextNumber(), nextNumber()];
    await send({ number: theirs, customerNumber: "C-3" });
    await send({ number: swiss, customerNumber: "C-1042", currency: "CHF" });
    await credit(`AV-${theirs}`, [theirs], "100.00");
    await credit(`AV-${swiss}`, [swiss], "100.00");
    expect(await stateOf(theirs)).toMatchObject({ outstanding: 12000 });
    expect(await stateOf(swiss)).toMatchObject({ outstanding: 12000 });
  });
});

test("every settled amount is the sum of its settlements", async () => {
  const rows = await all((tx) =>
    tx.execute(sql`
      select number from ${invoices} as i where settled <> (
        select coalesce(sum(amount), 0) from ${settlements} s where s.customer_id = i.customer_id
          and case i.kind when 'invoice' then s.invoice_id = i.id else s.source_id = i.id end)`),
  );
  expect(rows).toHaveLength(0);
  expect(await all((tx) => tx.$count(settlements))).toBeGreaterThan(10);
  expect(await all((tx) => tx.$count(documents))).toBe(await all((tx) => tx.$count(invoices)));
});
