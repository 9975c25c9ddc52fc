import { addDays, type Day } from "#app/platform/calendar.ts";
import { toDecimal } from "#app/platform/money.ts";
import { at, type Calendar } from "./calendar.ts";
import {
  association,
  bruno,
  type CustomerPart,
  chapuis,
  emily,
  fournil,
  garage,
  hotel,
  karim,
  lodge,
  marc,
  type PersonPart,
  syndic,
  uhren,
} from "./cast.ts";
import { currencyOf, type NumberedDocument, payableOf } from "./document.ts";
import { payAtCheckout } from "./pay-at-checkout.server.ts";
import type { Moment } from "./stage.server.ts";

type Method = "card" | "sepa_debit" | "transfer" | "cheque";

/** How a customer usually pays: so many days after the date of the invoice; everything of a day in one payment. */
interface Habit {
  readonly customer: CustomerPart;
  readonly method: Method;
  readonly days: number;
  /** Who opens the payment page. */
  readonly payer?: PersonPart;
}

const habits: readonly Habit[] = [
  { customer: fournil, method: "card", days: 27, payer: karim },
  { customer: hotel, method: "sepa_debit", days: 22, payer: marc },
  { customer: association, method: "transfer", days: 26 },
  { customer: garage, method: "card", days: 36, payer: bruno },
  { customer: chapuis, method: "cheque", days: 12 },
  { customer: uhren, method: "transfer", days: 28 },
  { customer: syndic, method: "transfer", days: 40 },
  { customer: lodge, method: "card", days: 15, payer: emily },
];

/** Payments of works, by how many days before today; what is in nobody's habit. */
interface Deed {
  readonly key: string;
  readonly day: number;
  readonly method: Method;
  readonly payer?: PersonPart;
  /** Minor units; without one, all that is due. */
  readonly part?: number;
  /** One of the stand-in's test numbers: what the bank says. */
  readonly card?: string;
  readonly iban?: string;
}

const declined = "4000000000000002";
/** The debit is accepted, and returned by the bank five days later. */
const returned = "AT861904300235473202";

const deeds: readonly Deed[] = [
  { key: "garage/part", day: -12, method: "card", payer: bruno, part: 15_000 },
  { key: "hotel/debit", day: -2, method: "sepa_debit", payer: marc },
  { key: "garage/refused", day: -3, method: "card", payer: bruno, card: declined },
  { key: "lodge/returned", day: -9, method: "sepa_debit", payer: emily, iban: returned },
  { key: "uhren/works", day: -8, method: "transfer", part: 25_000 },
  { key: "fournil/credited", day: -55, method: "card", payer: karim },
  { key: "lodge/partly", day: -36, method: "card", payer: emily },
  { key: "hotel/upheld", day: -35, method: "sepa_debit", payer: marc },
  { key: "association/withdrawn", day: -5, method: "transfer" },
  // The first of three instalments (`plans.ts`).
  { key: "garage/late", day: -6, method: "card", payer: bruno, part: 15_096 },
];

/** Working days that a debit takes, and one to be sure. */
const debitSettles = 6;

export function paymentMoments(
  calendar: Calendar,
  documents: readonly NumberedDocument[],
  withCheckout: boolean,
): Moment[] {
  return [
    ...habitualPayments(calendar, documents, withCheckout),
    ...deeds.flatMap((deed) => momentsOf(calendar, deed, documents, withCheckout)),
    moneyOnAccount(calendar),
  ];
}

function habitualPayments(
  calendar: Calendar,
  documents: readonly NumberedDocument[],
  withCheckout: boolean,
): Moment[] {
  const groups = new Map<string, { habit: Habit; day: Day; documents: NumberedDocument[] }>();
  for (const document of documents) {
    const habit = habits.find(({ customer }) => customer === document.customer);
    if (!habit || !isHabitual(document, calendar)) continue;
    const day = addDays(document.issued, habit.days);
    if (day >= calendar.today) continue;
    const name = `${habit.customer.number} ${day}`;
    const group = groups.get(name) ?? { habit, day, documents: [] };
    group.documents.push(document);
    groups.set(name, group);
  }
  return [...groups.values()].flatMap(({ habit, day, documents: paid }) => {
    const { method, payer } = habit;
    const keys = paid.map(({ key }) => key);
    const atPage = payer && withCheckout && day >= calendar.liveFrom;
    if (!atPage) return [receipt(day, method, paid)];
    const pay: Moment = {
      at: at(day, "20:15"),
      happen: (stage) => payAtCheckout(stage, { payer, keys, method: pageMethod(method) }),
    };
    return [pay, ...settling(calendar, day, method)];
  });
}

/** Invoices of contracts; the garage has forgotten the one before last. */
function isHabitual(
  { key, kind, customer, issued }: NumberedDocument,
  calendar: Calendar,
): boolean {
  const isContract = kind === "invoice" && /\/\d{4}-\d{2}$/.test(key);
  const forgotten =
    customer === garage && issued.startsWith(calendar.months.at(-2)?.slice(0, 7) ?? "");
  return isContract && !forgotten;
}

function momentsOf(
  calendar: Calendar,
  deed: Deed,
  documents: readonly NumberedDocument[],
  withCheckout: boolean,
): Moment[] {
  const { key, method, payer, part, card, iban } = deed;
  const document = documents.find((each) => each.key === key);
  if (!document) throw new Error(`No document ${key}`);
  const day = calendar.day(deed.day);
  if (payer && withCheckout) {
    const pay: Moment = {
      at: at(day, "20:30"),
      happen: (stage) =>
        payAtCheckout(stage, { payer, keys: [key], method: pageMethod(method), part, card, iban }),
    };
    return [pay, ...settling(calendar, day, method)];
  }
  // Without a page of ours only money that came can be told: neither what was refused nor what is still under way.
  const came =
    card === undefined && iban === undefined && (payer === undefined || deed.day < -debitSettles);
  return came ? [receipt(day, method, [document], part)] : [];
}

/** A debit that settles before today needs somebody to look on that day. */
function settling(calendar: Calendar, day: Day, method: Method): Moment[] {
  const settled = addDays(day, debitSettles);
  if (method !== "sepa_debit" || settled >= calendar.today) return [];
  return [{ at: at(settled, "10:00"), happen: (stage) => stage.catchUp() }];
}

function pageMethod(method: Method): "card" | "sepa_debit" {
  return method === "sepa_debit" ? "sepa_debit" : "card";
}

/** The biller's system reports money: what is owed at that moment, or a part of it. */
function receipt(
  day: Day,
  method: Method,
  documents: readonly NumberedDocument[],
  part?: number,
): Moment {
  const [first] = documents;
  if (!first) throw new Error("A receipt pays something");
  const { customer } = first;
  const currency = currencyOf(customer);
  const numbers = documents.map(({ number }) => number).join(" ");
  return {
    at: at(day, "11:40"),
    happen: async (stage) => {
      const allocations = documents.map((document) => ({
        invoiceNumber: document.number,
        amount: part ?? payableOf(document) - stage.creditedOf(document),
      }));
      const amount = allocations.reduce((sum, each) => sum + each.amount, 0);
      // A transfer is matched by its text once the portal is in use; what was imported says what it paid.
      const matched = method === "transfer" && stage.live;
      await stage.api.reportPayment(
        {
          externalId: `BQ-${day}-${first.number}`,
          customerNumber: customer.number,
          amount: toDecimal(amount, currency),
          currency,
          date: day,
          method,
          reference: matched ? `VIR ${customer.name} ${numbers}` : numbers,
          ...(matched
            ? {}
            : {
                allocations: allocations.map((each) => ({
                  ...each,
                  amount: toDecimal(each.amount, currency),
                })),
              }),
        },
        { notify: stage.live },
      );
    },
  };
}

/** A payment that names no invoice: credit of the customer, and a task for the staff. */
function moneyOnAccount(calendar: Calendar): Moment {
  const day = calendar.workingDay(-11);
  return {
    at: at(day, "11:45"),
    happen: (stage) =>
      stage.api.reportPayment(
        {
          externalId: `BQ-${day}-ACOMPTE`,
          customerNumber: uhren.number,
          amount: "100.00",
          currency: "CHF",
          date: day,
          method: "transfer",
          reference: "ACOMPTE",
        },
        { notify: true },
      ),
  };
}
