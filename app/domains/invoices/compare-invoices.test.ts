import Big from "big.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { roundToMinor, toDecimal, toMinor } from "#app/platform/money.ts";
import { compareInvoices } from "./compare-invoices.ts";
import type { Invoice, Line } from "./model.ts";

interface Sold {
  name: string;
  quantity: string;
  price: string;
  unit?: string;
  item?: string;
  net?: string;
}

function line({ name, quantity, price, unit = "C62", item, net }: Sold, index: number): Line {
  return {
    id: String(index + 1),
    name,
    quantity,
    unitCode: unit,
    netUnitPrice: price,
    netAmount: net ?? toDecimal(roundToMinor(new Big(quantity).times(price), "EUR"), "EUR"),
    ...(item ? { sellerItemId: item } : {}),
    allowances: [],
    charges: [],
    vat: { category: "S", rate: "20" },
  };
}

/** 20 % VAT, and `discount` off the whole document. */
function invoice(sold: Sold[], { discount = 0, currency = "EUR" } = {}): Invoice {
  const lines = sold.map(line);
  const lineNet = lines.reduce((sum, { netAmount }) => sum + (toMinor(netAmount, "EUR") ?? 0), 0);
  const net = lineNet - discount;
  const vat = Math.round(net / 5);
  const text = (minor: number) => toDecimal(minor, "EUR");
  return {
    number: "FA-1",
    issueDate: "2026-10-31",
    typeCode: "380",
    currency,
    notes: [],
    precedingInvoices: [],
    seller: { name: "Énergie des Alpes", identifiers: [] },
    buyer: { name: "Fournil", identifiers: [] },
    paymentMeans: [],
    allowances: [],
    charges: [],
    totals: {
      lineNet: text(lineNet),
      net: text(net),
      vat: text(vat),
      gross: text(net + vat),
      payable: text(net + vat),
    },
    vatBreakdown: [],
    attachments: [],
    lines,
  };
}

test("a price and a quantity that both rose are told apart", () => {
  const answer = compareInvoices(
    invoice([{ name: "Électricité, septembre 2026", quantity: "100", price: "0.20", unit: "KWH" }]),
    invoice([{ name: "Électricité, octobre 2026", quantity: "150", price: "0.22", unit: "KWH" }]),
  );
  expect(answer).toEqual({
    difference: 1560,
    parts: [
      expect.objectContaining({ cause: "quantity", from: "100", to: "150", amount: 1000 }),
      expect.objectContaining({ cause: "price", from: "0.2", to: "0.22", amount: 300 }),
      { cause: "vat", amount: 260 },
    ],
  });
});

test("what is new, what is gone, and what was taken off the whole", () => {
  const answer = compareInvoices(
    invoice([
      { name: "Abonnement", quantity: "1", price: "100" },
      { name: "Dépannage", quantity: "1", price: "30" },
    ]),
    invoice(
      [
        { name: "Abonnement", quantity: "1", price: "100" },
        { name: "Compteur", quantity: "1", price: "20" },
      ],
      { discount: 500 },
    ),
  );
  expect(answer).toEqual({
    difference: -1800,
    parts: [
      { cause: "gone", name: "Dépannage", amount: -3000 },
      { cause: "new", name: "Compteur", amount: 2000 },
      { cause: "document", amount: -500 },
      { cause: "vat", amount: -300 },
    ],
  });
});

test("two that are the same differ in nothing", () => {
  const same = invoice([{ name: "Abonnement", quantity: "1", price: "100" }]);
  expect(compareInvoices(same, same)).toEqual({ difference: 0, parts: [] });
});

test("an item number counts more than a name, and a unit more than both", () => {
  const before = invoice([{ name: "Farine", quantity: "2", price: "10", item: "F55" }]);
  const renamed = invoice([{ name: "Farine T55", quantity: "3", price: "10", item: "F55" }]);
  expect(compareInvoices(before, renamed)?.parts[0]).toMatchObject({ cause: "quantity" });
  const inSacks = invoice([
    { name: "Farine", quantity: "2", price: "10", item: "F55", unit: "SA" },
  ]);
  expect(compareInvoices(before, inSacks)).toBeNull();
});

test("meters of the same name are told apart by their place", () => {
  const at = (places: [string, string][]) => {
    const whole = invoice(
      places.map(([, quantity]) => ({ name: "Électricité", quantity, price: "1", unit: "KWH" })),
    );
    const lines = whole.lines.map((it, index) => ({
      ...it,
      note: places[index]?.[0] ?? "",
      objectIdentifier: { id: `meter ${places[index]?.[0]}` },
    }));
    return { ...whole, lines };
  };
  const answer = compareInvoices(
    at([
      ["Gare", "10"],
      ["Halles", "20"],
    ]),
    at([
      ["Gare", "10"],
      ["Halles", "25"],
    ]),
  );
  expect(answer?.parts[0]).toMatchObject({ name: "Électricité, Halles", from: "20", to: "25" });
});

test("a line's discount shows in what one unit came to", () => {
  const answer = compareInvoices(
    invoice([{ name: "Farine", quantity: "10", price: "10" }]),
    invoice([{ name: "Farine", quantity: "10", price: "10", net: "90" }]),
  );
  expect(answer?.parts[0]).toMatchObject({ cause: "price", from: "10", to: "9", amount: -1000 });
});

test("nothing is said of what has little in common, nor across currencies", () => {
  const before = invoice([{ name: "Abonnement", quantity: "1", price: "100" }]);
  expect(
    compareInvoices(before, invoice([{ name: "Four", quantity: "1", price: "900" }])),
  ).toBeNull();
  expect(
    compareInvoices(
      before,
      invoice([
        { name: "Abonnement", quantity: "1", price: "100" },
        { name: "Four", quantity: "1", price: "900" },
      ]),
    ),
  ).toBeNull();
  expect(compareInvoices(before, { ...before, currency: "CHF" })).toBeNull();
});

test("the parts always add up to the difference", () => {
  const sold = fc.record({
    name: fc.constantFrom("Gaz", "Eau", "Four", "Gaz, mai 2026", "Eau du 01/02/2026"),
    quantity: fc
      .integer({ min: -500, max: 5000 })
      .map((tenths) => new Big(tenths).div(10).toFixed()),
    price: fc.integer({ min: 0, max: 99999 }).map((it) => new Big(it).div(10000).toFixed()),
    unit: fc.constantFrom("C62", "KWH"),
    net: fc.option(
      fc.integer({ min: -9999, max: 99999 }).map((it) => toDecimal(it, "EUR")),
      {
        nil: undefined,
      },
    ),
  });
  const any = fc
    .tuple(fc.array(sold, { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 999 }))
    .map(([lines, discount]) => invoice(lines, { discount }));
  let said = 0;
  fc.assert(
    fc.property(any, any, (before, after) => {
      const answer = compareInvoices(before, after);
      if (!answer) return;
      said += 1;
      const gross = (it: Invoice) => toMinor(it.totals.gross, "EUR") ?? Number.NaN;
      expect(answer.difference).toBe(gross(after) - gross(before));
      expect(answer.parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(answer.difference);
    }),
    { numRuns: 500 },
  );
  expect(said).toBeGreaterThan(50);
});
