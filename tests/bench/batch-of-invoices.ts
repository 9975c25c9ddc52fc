import { sentInvoice } from "#tests/support/sent-invoice.ts";
import { customerNumber } from "./bench-server.ts";

/** Words as bills have them: a word of these stands in about one invoice of five. */
const things =
  "gaz,électricité,abonnement,compteur,intervention,location,chaudière,entretien,acheminement,mise en service,dépannage,contribution,télérelève,raccordement,expertise,formation".split(
    ",",
  );
const about =
  "janvier,février,mars,avril,hors contrat,heures creuses,heures pleines,site de Grenoble,site d’Annecy,fournil,boutique,entrepôt,bureau,pointe mobile,tarif bleu,tarif jaune,forfait,régularisation".split(
    ",",
  );
const mebibyte = 1024 * 1024;

/** Invoices as newline-delimited JSON, in pieces as a socket gives them; `customerOf` names the customer of each. */
export function batchOfInvoices(
  count: number,
  lines: number,
  customerOf: (index: number) => string = customerNumber,
): Buffer[] {
  const all: string[] = [];
  for (let index = 0; index < count; index += 1)
    all.push(`${JSON.stringify(oneInvoice(index, lines, customerOf(index)))}\n`);
  const bytes = Buffer.from(all.join(""));
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += mebibyte / 16)
    pieces.push(bytes.subarray(at, at + mebibyte / 16));
  return pieces;
}

function oneInvoice(index: number, lines: number, customer: string) {
  const month = String(1 + (index % 9)).padStart(2, "0");
  return sentInvoice({
    number: `FA-2026-${String(index).padStart(6, "0")}`,
    customerNumber: customer,
    buyerReference: `BC-${(index * 7919) % 100_000}`,
    issueDate: `2026-${month}-${String(1 + (index % 28)).padStart(2, "0")}`,
    dueDate: "2026-12-31",
    lines: Array.from({ length: lines }, (_, line) => {
      const quantity = 1 + ((index + line) % 40);
      const cents = 100 + ((index * 31 + line * 17) % 9_000);
      const amount = (minor: number) =>
        `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, "0")}`;
      return {
        name: `${things[(index * 5 + line * 7) % things.length]}, ${about[(index * 11 + line * 5) % about.length]}`,
        description: `PCE ${(index * 104_729 + line) % 99_999_989}`,
        quantity: String(quantity),
        netUnitPrice: amount(cents),
        netAmount: amount(cents * quantity),
      };
    }),
  });
}
