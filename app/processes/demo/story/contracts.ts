import { addDays, addMonths, formatMonth } from "#app/platform/calendar.ts";
import { formatDecimal } from "#app/platform/money.ts";
import { lastDayOf, type Month } from "./calendar.ts";
import {
  association,
  type CustomerPart,
  chapuis,
  fournil,
  garage,
  hotel,
  lodge,
  syndic,
  uhren,
} from "./cast.ts";
import type { StoryDocument, StoryLine } from "./document.ts";
import { consumption, type Energy, type Season, subscriptionPrice, unitPrice } from "./prices.ts";

/** A meter and what runs through it. */
interface DeliveryPoint {
  readonly id: string;
  readonly energy: Energy;
  /** Units in a usual year. */
  readonly yearly: number;
  readonly season: Season;
  /** Where, when the customer has several places. */
  readonly site?: string;
}

/** What a customer is invoiced every month, on one document. */
interface Contract {
  readonly customer: CustomerPart;
  /** Names the document within the story, with the month: "fournil/2026-10". */
  readonly key: string;
  readonly points: readonly DeliveryPoint[];
  /** Days until it is due. */
  readonly days: number;
  readonly buyerReference?: string;
  readonly services?: readonly StoryLine[];
}

const point = (
  id: string,
  energy: Energy,
  yearly: number,
  season: Season,
  site?: string,
): DeliveryPoint => ({ id, energy, yearly, season, ...(site ? { site } : {}) });

const boilerCare: StoryLine = {
  name: "Entretien de la chaufferie",
  description: "Forfait mensuel, deux visites par an, dépannage 7 jours sur 7",
  quantity: "1",
  unit: "MON",
  price: "64.00",
  vat: "10",
};

const contracts: readonly Contract[] = [
  {
    customer: fournil,
    key: "fournil",
    days: 30,
    buyerReference: "FOURNIL-ENERGIE",
    points: [
      point("14302557891204", "electricity", 41_000, "even", "12 quai du Canal (fournil)"),
      point("14302557891316", "electricity", 9_400, "even", "Boutique des Halles"),
      point("14302557891428", "electricity", 7_800, "even", "Boutique de la Gare"),
      point("21436587094410", "gas", 58_000, "even", "12 quai du Canal (fournil)"),
    ],
  },
  {
    customer: hotel,
    key: "hotel-energie",
    days: 30,
    buyerReference: "BC-7741",
    points: [
      point("14307712450018", "electricity", 96_000, "skiing"),
      point("21438890117725", "gas", 142_000, "heating"),
    ],
  },
  {
    customer: hotel,
    key: "hotel-eau",
    days: 30,
    buyerReference: "BC-7742",
    points: [point("E-38520-0417", "water", 2_900, "skiing")],
    services: [boilerCare],
  },
  {
    customer: association,
    key: "association",
    days: 30,
    points: [point("14309944182237", "electricity", 3_600, "heating")],
  },
  {
    customer: garage,
    key: "garage",
    days: 30,
    points: [
      point("14301123660951", "electricity", 17_500, "even"),
      point("21432209845513", "gas", 21_000, "heating"),
    ],
  },
  {
    customer: chapuis,
    key: "chapuis",
    days: 21,
    points: [point("21435501238846", "gas", 11_800, "heating")],
  },
  {
    customer: uhren,
    key: "uhren",
    days: 30,
    buyerReference: "PO-4500-1187",
    points: [point("CH-1012-00418823", "electricity", 52_000, "even")],
  },
  ...["Les Tilleuls", "Le Vercors", "Quai Perrière"].map(
    (building, index): Contract => ({
      customer: syndic,
      key: `syndic-${index + 1}`,
      days: 45,
      buyerReference: `COPRO-${building.toUpperCase().replaceAll(" ", "-").replaceAll("È", "E")}`,
      points: [
        point(`143088102247${index}1`, "electricity", 6_200 + 900 * index, "even", building),
        point(`CH-38000-0${index + 3}12`, "heat", 88_000 + 21_000 * index, "heating", building),
      ],
      services: index === 1 ? [boilerCare] : [],
    }),
  ),
  {
    customer: lodge,
    key: "lodge",
    days: 30,
    points: [
      point("14305561902274", "electricity", 38_000, "skiing"),
      point("E-38860-1142", "water", 840, "skiing"),
    ],
  },
];

/** The invoices of all contracts for these months, oldest first. */
export function contractInvoices(months: readonly Month[]): StoryDocument[] {
  return contracts.flatMap((contract) => {
    const readings = new Map(contract.points.map(({ id, yearly }) => [id, yearly % 9_000]));
    return months.map((month): StoryDocument => {
      const issued = lastDayOf(month);
      return {
        key: `${contract.key}/${month.slice(0, 7)}`,
        kind: "invoice",
        customer: contract.customer,
        issued,
        due: addDays(issued, contract.days),
        ...(contract.buyerReference ? { buyerReference: contract.buyerReference } : {}),
        lines: [
          ...contract.points.flatMap((each) => linesOf(each, month, contract.customer, readings)),
          ...(contract.services ?? []),
        ],
      };
    });
  });
}

const words = {
  fr: {
    electricity: "Électricité",
    gas: "Gaz naturel",
    water: "Eau",
    heat: "Chauffage urbain",
    subscription: "abonnement",
    meter: (id: string, from: string, to: string) => `Compteur ${id}, index ${from} → ${to}`,
  },
  en: {
    electricity: "Electricity",
    gas: "Natural gas",
    water: "Water",
    heat: "District heating",
    subscription: "standing charge",
    meter: (id: string, from: string, to: string) => `Meter ${id}, reading ${from} → ${to}`,
  },
};

/** Rates of the CGI, 278-0 bis: water and heating networks 5.5; subscriptions to electricity and gas 20 since August 2025. */
function rates(energy: Energy, month: Month): { subscription: "5.5" | "20"; units: "5.5" | "20" } {
  if (energy === "water") return { subscription: "5.5", units: "5.5" };
  if (energy === "heat") return { subscription: "5.5", units: "20" };
  return { subscription: month >= "2025-08-01" ? "20" : "5.5", units: "20" };
}

function linesOf(
  { id, energy, site, ...rest }: DeliveryPoint,
  month: Month,
  customer: CustomerPart,
  readings: Map<string, number>,
): StoryLine[] {
  const language = customer.language ?? "fr";
  const t = words[language];
  const used = consumption({ id, ...rest }, month);
  const before = readings.get(id) ?? 0;
  readings.set(id, before + used);
  const shown = (reading: number) => formatDecimal(String(reading), language);
  const where = site ? { note: `Site\u00a0: ${site}` } : {};
  const period = { start: month, end: addDays(addMonths(month, 1), -1) };
  const rate = rates(energy, month);
  return [
    {
      name: `${t[energy]}, ${t.subscription}, ${formatMonth(month, language)}`,
      ...where,
      quantity: "1",
      unit: "MON",
      price: subscriptionPrice(energy, month),
      vat: rate.subscription,
      period,
    },
    {
      name: `${t[energy]}, ${formatMonth(month, language)}`,
      description: t.meter(id, shown(before), shown(before + used)),
      ...where,
      quantity: String(used),
      unit: energy === "water" ? "MTQ" : "KWH",
      price: unitPrice(energy, month),
      vat: rate.units,
      meter: id,
      period,
    },
  ];
}
