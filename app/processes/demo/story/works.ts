import type { Calendar } from "./calendar.ts";
import {
  association,
  type CustomerPart,
  fournil,
  garage,
  hotel,
  lodge,
  syndic,
  uhren,
} from "./cast.ts";
import type { StoryDocument, StoryLine } from "./document.ts";

interface Work {
  readonly key: string;
  readonly customer: CustomerPart;
  /** Days from today: when it was invoiced (moved back to a working day) and when it is due. */
  readonly issued: number;
  readonly due: number;
  readonly lines: readonly StoryLine[];
  readonly buyerReference?: string;
  readonly personal?: string;
}

const hours = (name: string, count: string, description?: string): StoryLine => ({
  name,
  ...(description ? { description } : {}),
  quantity: count,
  unit: "HUR",
  price: "58.00",
  vat: "20",
});
const part = (name: string, price: string, quantity = "1"): StoryLine => ({
  name,
  quantity,
  unit: "H87",
  price,
  vat: "20",
});
const travel: StoryLine = part("Déplacement", "45.00");

/**
 * Works and repairs, placed relative to today so that on whatever day the story is told something is due today, something in a
 * week, something late, and every dispute has its invoice. What becomes of them is in `payments.ts` and `disputes.ts`.
 */
const works: readonly Work[] = [
  // Nobody has paid or contested these yet.
  {
    key: "hotel/visite",
    customer: hotel,
    issued: -9,
    due: 21,
    buyerReference: "BC-7790",
    lines: [hours("Visite d'ouverture de saison", "3.5", "Mise en route de la chaufferie"), travel],
    personal: "Marc, j'ai réglé la courbe de chauffe pour les nuits froides. Samira Haddad",
  },
  {
    key: "fournil/boutique",
    customer: fournil,
    issued: -8,
    due: 22,
    lines: [
      hours("Remplacement du tableau électrique", "5", "Boutique de la Gare"),
      part("Tableau 2 rangées, équipé", "268.00"),
      travel,
    ],
    personal:
      "Nadia, le nouveau tableau peut alimenter une borne le jour venu. Appelez-moi quand vous voulez. Julien Morel",
  },
  {
    key: "lodge/today",
    customer: lodge,
    issued: -30,
    due: 0,
    lines: [
      hours("Heat pump inspection", "2", "Before the season, with cleaning of the filters"),
      part("Filter set", "38.50", "2"),
    ],
  },
  {
    key: "syndic/week",
    customer: syndic,
    issued: -23,
    due: 7,
    buyerReference: "COPRO-LE-VERCORS",
    lines: [
      hours("Remplacement de la pompe de relevage", "4"),
      part("Pompe de relevage 0,9 kW", "412.00"),
      travel,
    ],
  },
  {
    key: "association/late",
    customer: association,
    issued: -44,
    due: -14,
    lines: [hours("Contrôle de l'installation électrique du chalet", "1.5"), travel],
  },
  // Paid by themselves: `autopay.ts`.
  {
    key: "association/taken",
    customer: association,
    issued: -11,
    due: -3,
    lines: [part("Batterie de secours pour le chalet", "86.00")],
  },
  {
    key: "association/planned",
    customer: association,
    issued: -6,
    due: 4,
    lines: [hours("Purge du réseau d'eau avant l'hiver", "2"), travel],
  },
  {
    key: "garage/late",
    customer: garage,
    issued: -40,
    due: -10,
    lines: [
      hours("Réparation de la borne de recharge", "2.5"),
      part("Contacteur de puissance", "187.40"),
      travel,
    ],
  },
  // Paid in part, under way, refused by the bank: `payments.ts`.
  {
    key: "garage/part",
    customer: garage,
    issued: -28,
    due: 5,
    lines: [part("Compteur divisionnaire pour l'atelier", "312.00"), hours("Pose", "2"), travel],
  },
  {
    key: "hotel/debit",
    customer: hotel,
    issued: -20,
    due: 10,
    buyerReference: "BC-7788",
    lines: [part("Robinets thermostatiques", "41.20", "24"), hours("Pose des robinets", "6")],
  },
  {
    key: "garage/refused",
    customer: garage,
    issued: -15,
    due: 15,
    lines: [hours("Recherche de panne sur l'éclairage", "1.5"), travel],
  },
  {
    key: "lodge/returned",
    customer: lodge,
    issued: -18,
    due: 12,
    lines: [hours("Water heater descaling", "3"), part("Anode", "64.00", "2")],
  },
  {
    key: "uhren/works",
    customer: uhren,
    issued: -34,
    due: -4,
    buyerReference: "PO-4500-1203",
    lines: [
      hours("Audit énergétique de l'atelier", "7"),
      part("Sondes de température", "29.90", "6"),
    ],
  },
  // Contested: `disputes.ts`.
  {
    key: "fournil/four",
    customer: fournil,
    issued: -12,
    due: 18,
    lines: [
      hours("Dépannage du four à sole", "4", "Boutique des Halles"),
      part("Résistance de sole 3,2 kW", "164.00", "3"),
      travel,
    ],
  },
  {
    key: "hotel/spa",
    customer: hotel,
    issued: -16,
    due: 14,
    buyerReference: "BC-7789",
    lines: [hours("Réglage de l'échangeur du spa", "5"), part("Sonde de débit", "129.00"), travel],
  },
  {
    key: "garage/pont",
    customer: garage,
    issued: -28,
    due: 2,
    lines: [hours("Raccordement du pont élévateur", "6"), part("Câble 5G6", "7.80", "45"), travel],
  },
  {
    key: "syndic/vannes",
    customer: syndic,
    issued: -26,
    due: 19,
    buyerReference: "COPRO-LES-TILLEULS",
    lines: [part("Vannes d'équilibrage", "96.00", "8"), hours("Pose et équilibrage", "9")],
  },
  {
    key: "fournil/credited",
    customer: fournil,
    issued: -82,
    due: -52,
    lines: [
      hours("Remise en service après coupure", "2"),
      part("Disjoncteur 63 A", "148.00"),
      travel,
    ],
  },
  {
    key: "lodge/partly",
    customer: lodge,
    issued: -64,
    due: -34,
    lines: [hours("Night call-out, boiler", "5"), part("Ignition electrode", "86.00", "2")],
  },
  {
    key: "hotel/upheld",
    customer: hotel,
    issued: -58,
    due: -28,
    buyerReference: "BC-7780",
    lines: [hours("Détartrage des ballons", "8"), part("Joints de trappe", "22.00", "4")],
  },
  {
    key: "association/withdrawn",
    customer: association,
    issued: -33,
    due: -3,
    lines: [hours("Mise hors gel du chalet", "2"), travel],
  },
  // Sent twice by mistake, and credited as a whole.
  {
    key: "association/twice",
    customer: association,
    issued: -47,
    due: -17,
    lines: [hours("Vérification des extincteurs", "1"), part("Extincteur 6 L", "74.00", "2")],
  },
];

export function workInvoices(calendar: Calendar): StoryDocument[] {
  return works.map(({ issued, due, ...work }) => ({
    ...work,
    kind: "invoice",
    issued: calendar.workingDay(issued),
    due: calendar.day(due),
  }));
}
