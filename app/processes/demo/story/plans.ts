import { payableInvoices } from "#app/domains/payments/payable-invoices.server.ts";
import { proposePlan } from "#app/domains/payments/plans/propose-plan.server.ts";
import type { Day } from "#app/platform/calendar.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { at, type Calendar } from "./calendar.ts";
import { bruno, type PersonPart, paul } from "./cast.ts";
import type { Moment, Stage } from "./stage.server.ts";

/** What customers arranged with the biller, by how many days before or after today. What they paid of it is in `payments.ts`. */
interface Arrangement {
  readonly key: string;
  readonly person: PersonPart;
  readonly day: number;
  readonly on: readonly number[];
  readonly words: string;
}

/** The first of the garage's instalments is paid on its day. */
const arrangements: readonly Arrangement[] = [
  {
    key: "garage/late",
    person: bruno,
    day: -14,
    on: [-6, 25, 55],
    words: "Un gros client me paie à la fin du mois. Merci de votre compréhension.",
  },
  {
    key: "association/late",
    person: paul,
    day: -4,
    on: [6],
    words: "La subvention arrive la semaine prochaine.",
  },
];

export function planMoments(calendar: Calendar): Moment[] {
  return arrangements.flatMap((arrangement) => [
    {
      at: at(calendar.day(arrangement.day), "19:10"),
      happen: (stage: Stage) => arrange(stage, arrangement),
    },
    // The worker looks three days before each payment.
    ...arrangement.on
      .map((offset) => calendar.day(offset - 3))
      .filter((day) => day > calendar.day(arrangement.day) && day < calendar.today)
      .map((day) => ({ at: at(day, "08:30"), happen: (stage: Stage) => stage.remind() })),
  ]);
}

async function arrange(stage: Stage, { key, person, on, words }: Arrangement): Promise<void> {
  const { id, customer } = stage.document(key);
  const viewer = await stage.customer(person, customer);
  const [invoice] = await payableInvoices(stage.context, viewer, [id]);
  const days: Day[] = on.map((offset) => stage.calendar.day(offset));
  const made = await proposePlan(stage.context, viewer, {
    // One plan of an invoice is told: its id does.
    id,
    invoiceId: id,
    kind: days.length === 1 ? "promise" : "instalments",
    days,
    amount: invoice?.dueNow ?? 0,
    message: words,
  });
  if (isRefused(made)) throw new Error(`${key} cannot be paid later: ${made.refused}`);
}
