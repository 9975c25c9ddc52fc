import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isRefused } from "#app/platform/refusal.ts";
import type { Finding, Invoice } from "../model.ts";
import { jsonInvoice } from "./json-schema.ts";
import { coreSpecification, readJsonInvoice } from "./read-json.ts";

type Json = Record<string, unknown>;

const address = { line1: "1, rue des Lilas", city: "Tours", postCode: "37000", country: "FR" };

/** The contract's example, whole and in order. */
function example(changes: Json = {}): Json {
  return {
    number: "FA-2026-01902",
    typeCode: "380",
    issueDate: "2026-10-31",
    dueDate: "2026-11-30",
    currency: "EUR",
    customerNumber: "C-1042",
    buyerReference: "BC-7741",
    precedingInvoices: [],
    seller: { name: "Énergie du Val", legalId: "552100554", vatId: "FR32552100554", address },
    buyer: { name: "Le Fournil", vatId: "FR40303265045", address },
    lines: [
      {
        id: "1",
        name: "Gaz naturel, octobre",
        description: "Compteur 4711",
        quantity: "3912",
        unitCode: "KWH",
        netUnitPrice: "0.0612",
        netAmount: "239.41",
        vat: { category: "S", rate: "20" },
        note: "Relevé réel",
      },
      {
        id: "2",
        name: "Abonnement",
        quantity: "1",
        unitCode: "MON",
        netUnitPrice: "147.42",
        netAmount: "147.42",
        vat: { category: "S", rate: "20" },
      },
    ],
    allowances: [],
    charges: [],
    vatBreakdown: [{ category: "S", rate: "20", taxableAmount: "386.83", taxAmount: "77.37" }],
    totals: {
      lineNet: "386.83",
      net: "386.83",
      vat: "77.37",
      gross: "464.20",
      prepaid: "0.00",
      payable: "464.20",
    },
    paymentTerms: "À 30 jours",
    paymentMeans: [{ code: "58", iban: "FR7630006000011234567890189", bic: "AGRIFRPP" }],
    notes: ["Merci", { text: "40 €", subjectCode: "PMT" }],
    ...changes,
  };
}

function accepted(json: Json): { invoice: Invoice; warnings: Finding[] } {
  const answer = readJsonInvoice(JSON.stringify(json), "en");
  if (isRefused(answer)) throw new Error(JSON.stringify(answer.errors, null, 1));
  return answer;
}

/** What is remarked beyond French law, which wants more of an invoice between businesses than the example has. */
function warned(json: Json): Finding[] {
  return accepted(json).warnings.filter(({ rule }) => !rule?.startsWith("BR-FR-"));
}

function errorsOf(json: unknown, language: "fr" | "en" = "en"): Finding[] {
  const answer = readJsonInvoice(typeof json === "string" ? json : JSON.stringify(json), language);
  return isRefused(answer) ? answer.errors : [];
}

const told = (json: unknown) => errorsOf(json).map(({ pointer, rule }) => [pointer, rule]);

describe("the JSON invoice", () => {
  test("becomes the canonical model, decimals in normal form", () => {
    const { invoice } = accepted(example());
    expect(warned(example())).toEqual([]);
    expect(invoice).toMatchObject({
      number: "FA-2026-01902",
      specificationId: coreSpecification,
      customerNumber: "C-1042",
      notes: [{ text: "Merci" }, { text: "40 €", subjectCode: "PMT" }],
      seller: { legalId: { id: "552100554" } },
      buyer: { identifiers: [{ id: "C-1042" }] },
      totals: { gross: "464.2", prepaid: "0" },
    });
  });

  test("totals and VAT breakdown are computed when absent", () => {
    const { vatBreakdown, totals, ...rest } = example();
    expect(accepted(rest).invoice).toMatchObject({
      vatBreakdown: [{ category: "S", rate: "20", taxableAmount: "386.83", taxAmount: "77.37" }],
      totals: { lineNet: "386.83", net: "386.83", vat: "77.37", gross: "464.2", payable: "464.2" },
    });
  });

  test("a total that is given alone is kept, the others follow from it", () => {
    const { totals, ...rest } = example();
    const { invoice } = accepted({ ...rest, totals: { prepaid: "100.00", rounding: "-0.20" } });
    expect(invoice.totals).toMatchObject({ prepaid: "100", rounding: "-0.2", payable: "364" });
  });

  test("every further name of the model is read", () => {
    const party = {
      identifiers: [{ id: "4012345000009", scheme: "0088" }],
      electronicAddress: { id: "552100554", scheme: "0225" },
    };
    const [first, second] = example().lines as Json[];
    const json = example({
      typeCode: "381",
      disputeReference: "DIS-4F7K",
      precedingInvoices: ["FA-1", { number: "FA-2", issueDate: "2026-09-30" }],
      seller: { ...(example().seller as Json), ...party },
      buyer: { ...(example().buyer as Json), ...party, contact: { email: "a@fournil.example" } },
      deliveries: [{ date: "2026-10-30", address }],
      period: { start: "2026-10-01", end: "2026-10-31" },
      attachments: [
        { id: "A1", fileName: "a.pdf", mediaType: "application/pdf", content: "JVBERg==" },
      ],
      lines: [
        {
          ...first,
          sellerItemId: "GAZ",
          buyerItemId: "77",
          standardItemId: { id: "3000000000000", scheme: "0160" },
          baseQuantity: "1",
          period: { start: "2026-10-01" },
          allowances: [{ amount: "1.00", reason: "Geste" }],
          charges: [{ amount: "1.00", reasonCode: "FC" }],
        },
        second,
      ],
    });
    const { invoice } = accepted(json);
    expect(invoice).toMatchObject({
      disputeReference: "DIS-4F7K",
      precedingInvoices: [{ number: "FA-1" }, { number: "FA-2", issueDate: "2026-09-30" }],
      delivery: { date: "2026-10-30" },
      customerNumber: "C-1042",
      lines: [{ standardItemId: { scheme: "0160" }, allowances: [{ amount: "1" }] }, {}],
    });
    expect(invoice).not.toHaveProperty("deliveries");
  });

  test("an empty text counts as absent", () => {
    expect(accepted(example({ orderReference: "" })).invoice.orderReference).toBeUndefined();
    expect(told(example({ number: "" }))).toContainEqual(["/number", "BR-02"]);
  });

  test("the schema prints as JSON Schema, for OpenAPI", () => {
    const schema = z.toJSONSchema(jsonInvoice) as { required: string[]; properties: Json };
    expect(schema.required).toEqual(expect.arrayContaining(["number", "seller", "lines"]));
    expect(schema.properties.totals).toMatchObject({ type: "object", additionalProperties: false });
  });
});

describe("errors", () => {
  test("all at once: what is missing, what is misspelt, what does not add up", () => {
    const { number, ...rest } = example({ colour: "blue" });
    const [first, second] = rest.lines as Json[];
    const errors = told({
      ...rest,
      issueDate: "31/10/2026",
      lines: [{ ...first, unitCode: "KILO", name: undefined }, second],
      totals: { ...(rest.totals as Json), gross: "464.21" },
    });
    expect(errors).toEqual(
      expect.arrayContaining([
        ["/number", "BR-02"],
        ["/colour", null],
        ["/issueDate", null],
        ["/lines/0/unitCode", "BR-CL-23"],
        ["/lines/0/name", "BR-25"],
        ["/totals/gross", "BR-CO-15"],
        ["/totals/payable", "BR-CO-16"],
      ]),
    );
    expect(errors).toHaveLength(7);
  });

  test("a value of the wrong form is told once, and spoils no sum", () => {
    const [first, second] = example().lines as Json[];
    const bad = example({ lines: [{ ...first, netAmount: "239,41" }, second] });
    expect(told(bad)).toEqual([["/lines/0/netAmount", null]]);
    expect(told(example({ lines: [{ ...first, netAmount: 239.41 }, second] }))).toEqual([
      ["/lines/0/netAmount", null],
    ]);
  });

  test("an empty object misses what every invoice has, by rule", () => {
    const rules = told({}).map(([, rule]) => rule);
    expect(rules).toEqual(
      expect.arrayContaining([
        "BR-02",
        "BR-03",
        "BR-04",
        "BR-05",
        "BR-06",
        "BR-07",
        "BR-08",
        "BR-10",
        "BR-16",
      ]),
    );
    expect(rules).not.toContain(null);
  });

  test("a known customer's empty address is taken and told; a half one is refused", () => {
    const read = readJsonInvoice(
      JSON.stringify(example({ customerNumber: "C-1", buyer: { name: "X", address: {} } })),
      "en",
    );
    expect("warnings" in read && read.warnings.map(({ rule }) => rule)).toContain("BR-11");
    expect(
      told(example({ customerNumber: "C-1", buyer: { name: "X", address: { city: "Lyon" } } })),
    ).toEqual([["/buyer/address/country", "BR-11"]]);
  });

  test("they speak the reader's language", () => {
    const { number, ...rest } = example();
    expect(errorsOf(rest, "fr")[0]?.message).toBe("Indiquez le numéro de la facture (BT-1).");
    expect(errorsOf(rest, "en")[0]?.message).toBe("Give the invoice number (BT-1).");
    expect(errorsOf(example({ totals: { gross: "1.00" } }), "fr")[0]?.message).toContain("464.2");
  });

  test("pointers are RFC 6901", () => {
    expect(told(example({ "a/b~c": 1 }))).toEqual([["/a~1b~0c", null]]);
    expect(told('{"__proto__": {"x": 1}}')).toContainEqual(["/__proto__", null]);
  });

  test.each(["", "{", "[]", '"x"', "null", "{}}"])("%j is no invoice", (text) => {
    const answer = readJsonInvoice(text, "en");
    expect(isRefused(answer) && answer.refused).toBe("unreadable");
  });

  test("characters that no database holds are refused where they stand", () => {
    const [first, second] = example().lines as Json[];
    const bad = example({
      lines: [
        { ...first, name: "a\u0000b" },
        { ...second, name: "\ud800" },
      ],
    });
    expect(told(bad)).toEqual([
      ["/lines/0/name", null],
      ["/lines/1/name", null],
    ]);
  });

  test("an amount that its currency cannot express is refused", () => {
    expect(told(example({ currency: "JPY" })).map(([pointer]) => pointer)).toContain(
      "/totals/payable",
    );
  });

  test("an amount due needs a due date or terms", () => {
    const { dueDate, paymentTerms, ...rest } = example();
    expect(told(rest)).toEqual([["/dueDate", "BR-CO-25"]]);
    expect(told({ ...rest, typeCode: "381" })).toEqual([]);
  });

  test("rounding of VAT beyond a cent a line is a warning, beyond a unit an error", () => {
    const off = (tax: string, gross: string) =>
      example({
        vatBreakdown: [{ category: "S", rate: "20", taxableAmount: "386.83", taxAmount: tax }],
        totals: { vat: tax, gross },
      });
    expect(warned(off("77.38", "464.21"))).toEqual([]);
    expect(warned(off("77.47", "464.30"))).toMatchObject([{ rule: "BR-CO-17" }]);
    expect(told(off("79.37", "466.20")).map(([, rule]) => rule)).toEqual(["BR-CO-17", "BR-S-09"]);
  });
});

describe("hostile JSON gets an answer, at once", () => {
  const items = (count: number) => `[${"{},".repeat(count)}{}]`;

  test.each([
    ["a million lines", `{"lines": ${items(1_000_000)}}`],
    ["a hundred thousand allowances of one line", `{"lines": [{"allowances": ${items(100_000)}}]}`],
    ["lists in lists", `{"lines": ${"[".repeat(200_000)}${"]".repeat(200_000)}}`],
    ["objects in objects", `{"lines": ${'{"a":'.repeat(100_000)}""${"}".repeat(100_000)}}`],
    ["unknown fields", `{${Array.from({ length: 20_000 }, (_, n) => `"k${n}": "\\u0041"`)}}`],
    ["a number of a million digits", `{"totals": {"net": "${"9".repeat(1_000_000)}"}}`],
    [
      "four megabytes of base64",
      `{"attachments": [{"id": "1", "content": "${"QUJD".repeat(1_000_000)}!"}]}`,
    ],
  ])("%s", (_, text) => {
    const errors = errorsOf(text);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThanOrEqual(500);
  });
});

describe("whatever the figures", () => {
  const cents = fc.integer({ min: -500_000, max: 5_000_000 });
  const write = (minor: number) => {
    const digits = String(Math.abs(minor)).padStart(3, "0");
    return `${minor < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  };
  const vat = fc.constantFrom(
    { category: "S", rate: "20" },
    { category: "S", rate: "5.50" },
    { category: "S", rate: "10" },
    { category: "Z", rate: "0" },
    { category: "AE", rate: "0" },
  );
  const lines = fc.array(fc.record({ net: cents, vat }), { minLength: 1, maxLength: 8 });
  const extras = fc.array(fc.record({ amount: fc.integer({ min: 0, max: 99_999 }), vat }), {
    maxLength: 3,
  });

  const documents = fc.record({ lines, allowances: extras, charges: extras }).map((it) => {
    const { vatBreakdown, totals, ...rest } = example();
    const extra = (all: { amount: number; vat: Json }[]) =>
      all.map(({ amount, vat }) => ({ amount: write(amount), vat, reason: "…" }));
    return {
      ...rest,
      lines: it.lines.map(({ net, vat }, index) => ({
        id: String(index),
        name: "…",
        quantity: net < 0 ? "-1" : "1",
        unitCode: "C62",
        netUnitPrice: write(Math.abs(net)),
        netAmount: write(net),
        vat,
      })),
      allowances: extra(it.allowances),
      charges: extra(it.charges),
    };
  });

  test("computed totals break no rule", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(warned(document)).toEqual([]);
      }),
    );
  });

  test("and sent back as they were computed they are the same invoice", () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { invoice } = accepted(document);
        const again = accepted({
          ...document,
          totals: invoice.totals,
          vatBreakdown: invoice.vatBreakdown,
        });
        expect(again.invoice).toEqual(invoice);
      }),
    );
  });

  /** Which rule notices that one amount is a cent off. */
  const guardians: Record<string, string> = {
    lineNet: "BR-CO-10",
    allowances: "BR-CO-11",
    charges: "BR-CO-12",
    net: "BR-CO-13",
    vat: "BR-CO-14",
    gross: "BR-CO-15",
    payable: "BR-CO-16",
  };

  test("a cent more or less in any total is noticed by its rule", () => {
    fc.assert(
      fc.property(
        documents,
        fc.constantFrom(...Object.keys(guardians)),
        fc.constantFrom(1, -1),
        (document, name, cent) => {
          const totals = { ...accepted(document).invoice.totals } as Record<string, string>;
          const minor = Math.round(Number(totals[name] ?? "0") * 100);
          totals[name] = write(minor + cent);
          const errors = told({
            ...document,
            totals,
            vatBreakdown: accepted(document).invoice.vatBreakdown,
          });
          expect(errors).toContainEqual([`/totals/${name}`, guardians[name]]);
        },
      ),
    );
  });

  test("a cent in a line is noticed by the sum of lines", () => {
    fc.assert(
      fc.property(documents, fc.nat(), (document, at) => {
        const { totals, vatBreakdown } = accepted(document).invoice;
        const lines = structuredClone(document.lines);
        const line = lines[at % lines.length]!;
        line.netAmount = write(Math.round(Number(line.netAmount) * 100) + 1);
        expect(told({ ...document, lines, totals, vatBreakdown })).toContainEqual([
          "/totals/lineNet",
          "BR-CO-10",
        ]);
      }),
    );
  });

  test("whatever the document, reading it ends in an answer", () => {
    const key = fc.constantFrom(...Object.keys(jsonInvoice.shape));
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue()), (changes) => {
        const answer = readJsonInvoice(JSON.stringify(example(changes)), "fr");
        if (isRefused(answer)) expect(answer.errors.length).toBeGreaterThan(0);
        else expect(answer.invoice.number).toBeTruthy();
      }),
      { numRuns: 300 },
    );
  });
});
