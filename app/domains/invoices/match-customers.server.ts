import { createHash } from "node:crypto";
import { inArray, or, sql } from "drizzle-orm";
import { putCustomerWithin } from "#app/domains/accounts/put-customer.server.ts";
import type { Clock } from "#app/platform/clock.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import type { Invoice } from "./model.ts";
import { fold } from "./search-text.ts";

export interface CustomerReference {
  id: string;
  number: string;
}

/** What an invoice says about whose it is. */
export interface BuyerClues {
  invoice: Pick<Invoice, "buyer" | "customerNumber">;
  /**
   * JSON's `customerNumber` is the biller's own name for the customer: when it names nobody, guessing on would give one site's
   * invoice to another. BT-46 in XML may be anything (a GLN, say), so there the other clues still count.
   */
  numberIsDecisive: boolean;
}

const compact = (id: string) => id.replace(/\s+/g, "");

const columns = {
  id: customers.id,
  number: customers.number,
  legalId: customers.legalId,
  vatId: customers.vatId,
  electronicAddress: customers.electronicAddress,
};

/**
 * Finds the customers of many invoices at once: by customer number (BT-46), else legal id (BT-47), VAT id (BT-48),
 * electronic address (BT-49). A clue that several customers share (sites of one company) decides nothing. null: unknown.
 */
export async function matchCustomers(
  tx: Transaction,
  clues: readonly BuyerClues[],
): Promise<(CustomerReference | null)[]> {
  const wanted = clues.map(({ invoice: { buyer, customerNumber } }) => ({
    number: customerNumber,
    legal: buyer.legalId?.id,
    vat: buyer.vatId,
    address: buyer.electronicAddress,
  }));
  const asked = <T>(pick: (want: (typeof wanted)[number]) => T | undefined) => [
    ...new Set(wanted.map(pick).filter((value): value is T & {} => Boolean(value))),
  ];
  const numbers = asked(({ number }) => number);
  const legalIds = asked(({ legal }) => legal && compact(legal));
  const vatIds = asked(({ vat }) => vat && compact(vat));
  const addresses = asked(({ address }) => address?.id);
  const conditions = [
    numbers.length > 0 ? inArray(customers.number, numbers) : undefined,
    legalIds.length > 0
      ? inArray(sql`replace(${customers.legalId}, ' ', '')`, legalIds)
      : undefined,
    vatIds.length > 0 ? inArray(sql`replace(${customers.vatId}, ' ', '')`, vatIds) : undefined,
    addresses.length > 0
      ? inArray(sql`${customers.electronicAddress}->>'id'`, addresses)
      : undefined,
  ].filter((condition) => condition !== undefined);
  if (conditions.length === 0) return clues.map(() => null);
  const found = await tx
    .select(columns)
    .from(customers)
    .where(or(...conditions));

  const only = (test: (customer: (typeof found)[number]) => boolean) => {
    const [first, ...others] = found.filter(test);
    return first && others.length === 0 ? { id: first.id, number: first.number } : null;
  };
  return wanted.map(({ number, legal, vat, address }, index) => {
    const byNumber = number ? only((c) => c.number === number) : null;
    if (byNumber || (number && clues[index]?.numberIsDecisive)) return byNumber;
    return (
      (legal && only((c) => compact(c.legalId ?? "") === compact(legal))) ||
      (vat && only((c) => compact(c.vatId ?? "") === compact(vat))) ||
      (address &&
        only(
          ({ electronicAddress: own }) =>
            own?.id === address.id &&
            (!own.scheme || !address.scheme || own.scheme === address.scheme),
        )) ||
      null
    );
  });
}

/**
 * Makes the buyer of an invoice a customer (`?createCustomer=true`), in the transaction that stores it. Its number is BT-46,
 * else its legal or VAT id, else one derived from its name and place: the same buyer again is the same customer.
 */
export async function createCustomerFrom(
  context: { clock: Clock },
  tx: Transaction,
  { buyer, customerNumber }: BuyerClues["invoice"],
): Promise<CustomerReference> {
  const number =
    customerNumber ??
    (compact(buyer.legalId?.id ?? "") || compact(buyer.vatId ?? "") || derivedNumber(buyer));
  const [known] = await tx
    .select({ id: customers.id, number: customers.number })
    .from(customers)
    .where(inArray(customers.number, [number]));
  // Never updated from an invoice: what the biller said of its customer counts more.
  if (known) return known;
  const answer = await putCustomerWithin(context, tx, number, {
    name: buyer.name,
    legalId: buyer.legalId ? compact(buyer.legalId.id) : null,
    vatId: buyer.vatId ? compact(buyer.vatId) : null,
    electronicAddress: buyer.electronicAddress ?? null,
    address: buyer.address ?? {},
    phone: buyer.contact?.phone ?? null,
    language: speaksFrench(buyer.address?.country) ? "fr" : "en",
  });
  if (isRefused(answer)) throw new Error(`An invoice names no contact: ${answer.refused}`);
  return { id: answer.customer.id, number };
}

function derivedNumber(buyer: Invoice["buyer"]): string {
  const identity = [buyer.name, buyer.address?.postCode, buyer.address?.country]
    .map((part) => fold(part ?? ""))
    .join("|");
  return `C-${createHash("sha256").update(identity).digest("hex").slice(0, 8).toUpperCase()}`;
}

/** France, its territories, Monaco; and where the country is not told, the biller's home market. */
function speaksFrench(country: string | undefined): boolean {
  const french = ["FR", "MC", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF"];
  return country === undefined || french.includes(country);
}
