import type { OpenDisputeInput } from "#app/domains/disputes/open-dispute.server.ts";
import type { DisputeReason } from "#app/domains/disputes/reasons.ts";
import { answer, decide, open, reply, withdraw } from "./argue.server.ts";
import { at, type Calendar } from "./calendar.ts";
import {
  amina,
  association,
  bruno,
  type CustomerPart,
  emily,
  fournil,
  garage,
  helene,
  hotel,
  isabelle,
  julien,
  lodge,
  marc,
  nadia,
  type PersonPart,
  type StaffPart,
  samira,
  syndic,
} from "./cast.ts";
import type { StoryDocument, StoryLine } from "./document.ts";
import type { Moment, Stage } from "./stage.server.ts";

/** One dispute from beginning to (so far) end. Days are relative to today and moved back to a working day. */
interface Quarrel {
  /** Of the invoice. */
  readonly key: string;
  readonly customer: CustomerPart;
  readonly person: PersonPart;
  readonly opened: number;
  readonly line: number;
  readonly reason: DisputeReason;
  readonly contested: OpenDisputeInput["contested"];
  readonly words: string;
  readonly turns?: readonly Turn[];
}

type Turn = readonly [day: number, time: string, act: (stage: Stage, key: string) => Promise<void>];

const staffSays = (who: StaffPart, words: string, how: { asks?: true; internal?: true } = {}) =>
  ((stage, key) => answer(stage, key, { who, words, ...how })) satisfies Turn[2];

const quarrels: readonly Quarrel[] = [
  // Opened yesterday, nobody has answered.
  {
    key: "fournil/four",
    customer: fournil,
    person: nadia,
    opened: -1,
    line: 2,
    reason: "quantity",
    contested: { kind: "quantity", quantity: "1" },
    words:
      "Votre technicien a posé deux résistances, pas trois. La troisième est repartie avec lui. Pouvez-vous corriger\u202f?",
  },
  // Answered: the hotel is asked for something.
  {
    key: "hotel/spa",
    customer: hotel,
    person: marc,
    opened: -6,
    line: 1,
    reason: "quantity",
    contested: { kind: "quantity", quantity: "2" },
    words: "Le technicien est resté trois heures, la réception l'a noté. Vous en facturez cinq.",
    turns: [
      [
        -4,
        "10:20",
        staffSays(
          samira,
          "Bonjour Monsieur Tissot, avez-vous une copie de la feuille de passage signée\u202f? Avec elle je peux corriger tout de suite.",
          { asks: true },
        ),
      ],
    ],
  },
  // Late: the promised day has passed.
  {
    key: "garage/pont",
    customer: garage,
    person: bruno,
    opened: -20,
    line: 2,
    reason: "price",
    contested: { kind: "amount", amount: 18_000 },
    words: "Le câble était au devis à 3,80 € le mètre. Vous l'avez facturé 7,80 €.",
    turns: [
      [
        -18,
        "15:05",
        staffSays(julien, "Devis demandé au service travaux, sans réponse.", { internal: true }),
      ],
    ],
  },
  // Granted: the credit note has not come yet.
  {
    key: "syndic/vannes",
    customer: syndic,
    person: isabelle,
    opened: -12,
    line: 1,
    reason: "not-received",
    contested: { kind: "quantity", quantity: "2" },
    words: "Six vannes posées au sous-sol, et non huit. Photos à votre disposition.",
    turns: [
      [
        -9,
        "11:15",
        staffSays(samira, "Je vérifie avec l'équipe et je reviens vers vous cette semaine."),
      ],
      [
        -3,
        "16:40",
        (stage, key) =>
          decide(stage, key, {
            who: samira,
            decision: { outcome: "credit" },
            words: "Vous avez raison, deux vannes n'ont pas été posées. Un avoir vous sera envoyé.",
          }),
      ],
    ],
  },
  // Granted and credited.
  {
    key: "fournil/credited",
    customer: fournil,
    person: nadia,
    opened: -76,
    line: 2,
    reason: "not-received",
    contested: { kind: "all" },
    words: "Le disjoncteur n'a pas été remplacé, seulement réarmé.",
    turns: [
      [
        -72,
        "09:50",
        (stage, key) =>
          decide(stage, key, {
            who: julien,
            decision: { outcome: "credit" },
            words: "En effet, la pièce est restée dans le camion. Nous vous la remboursons.",
          }),
      ],
    ],
  },
  // Credited in part.
  {
    key: "lodge/partly",
    customer: lodge,
    person: emily,
    opened: -60,
    line: 1,
    reason: "quantity",
    contested: { kind: "quantity", quantity: "3" },
    words: "Your engineer was here for two hours, from 11 pm to 1 am, not five.",
    turns: [
      [
        -57,
        "10:10",
        staffSays(helene, "Thank you. Could you tell us when the boiler was running again?", {
          asks: true,
        }),
      ],
      [
        -56,
        "09:30",
        (stage, key) =>
          reply(stage, key, { who: emily, words: "At half past one, as your engineer noted." }),
      ],
      [
        -53,
        "14:00",
        (stage, key) =>
          decide(stage, key, {
            who: helene,
            decision: { outcome: "partial-credit", amount: 13_920 },
            words: "Three hours are right, travel at night included. We credit you for two.",
          }),
      ],
    ],
  },
  // Not granted.
  {
    key: "hotel/upheld",
    customer: hotel,
    person: marc,
    opened: -52,
    line: 1,
    reason: "quantity",
    contested: { kind: "quantity", quantity: "2" },
    words: "Huit heures me semblent beaucoup pour trois ballons.",
    turns: [
      [
        -47,
        "11:30",
        (stage, key) =>
          decide(stage, key, {
            who: samira,
            decision: { outcome: "uphold" },
            words:
              "Quatre ballons ont été détartrés, à deux techniciens, de 8\u00a0h à 12\u00a0h. La feuille signée est jointe à votre dossier.",
          }),
      ],
    ],
  },
  // Taken back by the customer.
  {
    key: "association/withdrawn",
    customer: association,
    person: amina,
    opened: -21,
    line: 1,
    reason: "other",
    contested: { kind: "all" },
    words: "Nous n'avons pas demandé cette intervention.",
    turns: [[-19, "18:00", (stage, key) => withdraw(stage, key, amina)]],
  },
];

export function disputeMoments(calendar: Calendar): Moment[] {
  return quarrels.flatMap((quarrel) => [
    {
      at: at(calendar.workingDay(quarrel.opened), "09:10"),
      happen: (stage: Stage) => open(stage, quarrel),
    },
    ...(quarrel.turns ?? []).map(([day, time, act]) => ({
      at: at(calendar.workingDay(day), time),
      happen: (stage: Stage) => act(stage, quarrel.key),
    })),
  ]);
}

const hour: Omit<StoryLine, "name" | "quantity"> = { unit: "HUR", price: "58.00", vat: "20" };
const piece: Omit<StoryLine, "name" | "quantity" | "price"> = { unit: "H87", vat: "20" };

/** Credit notes of the biller's system: two answer disputes, one takes back an invoice that was sent twice. */
export function creditNotes(calendar: Calendar): StoryDocument[] {
  const note = (
    corrects: string,
    customer: CustomerPart,
    day: number,
    lines: StoryLine[],
  ): StoryDocument => ({
    key: `avoir/${corrects}`,
    kind: "creditNote",
    customer,
    issued: calendar.workingDay(day),
    due: null,
    corrects,
    lines,
  });
  return [
    note("fournil/credited", fournil, -70, [
      { name: "Disjoncteur 63 A, non posé", quantity: "1", price: "148.00", ...piece },
    ]),
    note("lodge/partly", lodge, -50, [
      { name: "Night call-out, boiler: two hours", quantity: "2", ...hour },
    ]),
    note("association/twice", association, -45, [
      { name: "Vérification des extincteurs", quantity: "1", ...hour },
      { name: "Extincteur 6 L", quantity: "2", price: "74.00", ...piece },
    ]),
  ];
}
