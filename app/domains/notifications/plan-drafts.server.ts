import { inArray } from "drizzle-orm";
import { contactOf } from "#app/domains/accounts/staff-members.server.ts";
import { dueNowOf } from "#app/domains/invoices/status.ts";
import { type Plan, readPlans } from "#app/domains/payments/plans/plan-rows.server.ts";
import { dayIn } from "#app/platform/calendar.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { defaultLanguage } from "#app/platform/i18n/language.ts";
import { money } from "#app/platform/money.ts";
import { customers, people } from "#db/schema/accounts.ts";
import { paymentPlans } from "#db/schema/payment-plans.ts";
import type { PlanFacts } from "#emails/_components/plan-schedule.tsx";
import { type Draft, draft, madeLink } from "./draft.ts";
import { type Happening, told } from "./happening.ts";
import type { Recipients } from "./recipients.server.ts";

interface Place {
  readonly appUrl: string;
  /** The biller's. */
  readonly timeZone: string;
}

/** One plan, with what every mail about it begins with. */
interface Matter {
  readonly happening: Happening;
  readonly plan: Plan;
  readonly recipients: Recipients;
  readonly place: Place;
  readonly customerName: string;
  /** Who of the staff decided. */
  readonly author: string | null;
}

/** Every `payment_plan.*` event that somebody is told of: the contact of a proposal, the customer of what became of it. */
export async function planDrafts(
  tx: Transaction,
  happenings: readonly Happening[],
  recipients: Recipients,
  place: Place,
): Promise<Draft[]> {
  if (happenings.length === 0) return [];
  const ids = [...new Set(happenings.map(({ subjectId }) => subjectId))];
  const plans = await readPlans(tx, inArray(paymentPlans.id, ids), ids.length);
  const named = await tx
    .select({ id: customers.id, name: customers.name })
    .from(customers)
    .where(inArray(customers.id, [...new Set(plans.map(({ row }) => row.customerId))]));
  const authors = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(
      inArray(
        people.id,
        plans.flatMap(({ row }) => row.decidedBy ?? []),
      ),
    );
  const drafts: Draft[] = [];
  for (const happening of happenings) {
    const plan = plans.find(({ row }) => row.id === happening.subjectId);
    if (!plan) continue;
    const { customerId, decidedBy } = plan.row;
    const matter: Matter = {
      happening,
      plan,
      recipients,
      place,
      customerName: named.find(({ id }) => id === customerId)?.name ?? "",
      author: authors.find(({ id }) => id === decidedBy)?.name ?? null,
    };
    if (happening.type === "payment_plan.proposed") drafts.push(...(await proposed(tx, matter)));
    if (happening.type === "payment_plan.accepted") drafts.push(...accepted(matter));
    if (happening.type === "payment_plan.refused") drafts.push(...refused(matter));
    if (happening.type === "payment_plan.broken") drafts.push(...broken(matter));
  }
  return drafts;
}

function factsOf({ row, parts, invoice }: Plan): PlanFacts {
  return {
    kind: row.kind,
    invoiceNumber: invoice.number,
    invoiceTitle: invoice.title,
    amount: money(row.amount, row.currency),
    parts: parts.map(({ dueOn, amount }) => ({ dueOn, amount: money(amount, row.currency) })),
  };
}

async function proposed(tx: Transaction, matter: Matter): Promise<Draft[]> {
  const { plan, place, customerName } = matter;
  const { customerId, id, answerBy, message, proposedByName } = plan.row;
  const contact = await contactOf(tx, customerId);
  // Decided or withdrawn before the worker came by: there is nothing left to decide.
  if (!contact || !answerBy || plan.row.state !== "proposed") return [];
  const [person] = await tx
    .select({ language: people.language })
    .from(people)
    .where(inArray(people.id, [contact.personId]));
  return [
    draft({
      kind: "staff-plan-proposed",
      about: { customerId },
      subjectId: plan.row.invoiceId,
      step: id,
      to: {
        personId: contact.personId,
        email: contact.email,
        name: contact.name,
        language: person?.language ?? defaultLanguage,
      },
      opensInvoice: null,
      facts: () => ({
        plan: factsOf(plan),
        customerName,
        proposedBy: proposedByName,
        message: message || null,
        answerBy,
        link: `${place.appUrl}/staff/plans/${id}`,
      }),
    }),
  ];
}

/** What mails to the customer's people about one plan share. */
function toCustomer({ plan: { row } }: Matter) {
  return {
    about: { customerId: row.customerId },
    subjectId: row.invoiceId,
    step: row.id,
    opensInvoice: row.invoiceId,
  };
}

function accepted(matter: Matter): Draft[] {
  const { plan, recipients, author } = matter;
  const { customerId, answer } = plan.row;
  return recipients.of("plan-accepted", customerId).map((to) =>
    draft({
      ...toCustomer(matter),
      kind: "plan-accepted",
      to,
      facts: (link) => ({
        plan: factsOf(plan),
        answer: author && answer ? { author, words: answer } : null,
        link: madeLink(link),
      }),
    }),
  );
}

function refused(matter: Matter): Draft[] {
  const { plan, recipients, author, place } = matter;
  const { row, invoice } = plan;
  const answeredOn = row.decidedAt ? dayIn(place.timeZone, row.decidedAt) : row.endedOn;
  if (!answeredOn) return [];
  return recipients.of("plan-refused", row.customerId).map((to) =>
    draft({
      ...toCustomer(matter),
      kind: "plan-refused",
      to,
      facts: (link) => ({
        invoiceNumber: invoice.number,
        invoiceTitle: invoice.title,
        due: money(dueNowOf(invoice), row.currency),
        answeredOn,
        answer: author ? { author, words: row.answer } : null,
        link: madeLink(link),
      }),
    }),
  );
}

function broken(matter: Matter): Draft[] {
  const { happening, plan, recipients } = matter;
  const { row, parts, invoice } = plan;
  const missedOn = told(happening, "missedOn") ?? parts[0]?.dueOn ?? "";
  return recipients.of("plan-broken", row.customerId).map((to) =>
    draft({
      ...toCustomer(matter),
      kind: "plan-broken",
      to,
      facts: (link) => ({
        invoiceNumber: invoice.number,
        invoiceTitle: invoice.title,
        missedOn,
        due: money(dueNowOf(invoice), row.currency),
        link: madeLink(link),
      }),
    }),
  );
}
