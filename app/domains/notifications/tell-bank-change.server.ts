import { and, asc, eq } from "drizzle-orm";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { customers, memberships, people } from "#db/schema/accounts.ts";
import { bankChanges } from "#db/schema/bank-changes.ts";
import { type Draft, draft } from "./draft.ts";
import { writeMails } from "./write-mails.server.ts";

/** People at a time: PostgreSQL takes 65,535 parameters a statement, and a job that runs again looks first what is there. */
const portion = 1000;

/**
 * Tells the people of every customer, those on paper too, that the biller's bank details changed: one mail a person, however many
 * customers they act for, without the details. Running it again writes nothing more. Answers how many mails are new.
 */
export async function tellBankChange(context: Context, changeId: string): Promise<number> {
  const drafts = await inScope(context, "all", (tx) => draftsOf(context, tx, changeId));
  let written = 0;
  for (let at = 0; at < drafts.length; at += portion)
    written += await writeMails(context, drafts.slice(at, at + portion));
  return written;
}

async function draftsOf({ config }: Context, tx: Transaction, changeId: string): Promise<Draft[]> {
  const [change] = await tx
    .select({ decidedAt: bankChanges.decidedAt })
    .from(bankChanges)
    .where(and(eq(bankChanges.id, changeId), eq(bankChanges.state, "confirmed")));
  if (!change?.decidedAt) return [];
  const changedOn = dayIn((await readBillerWithin(tx)).timeZone, change.decidedAt);
  const members = await tx
    .select({
      customerId: memberships.customerId,
      personId: people.id,
      email: people.email,
      name: people.name,
      language: people.language,
      customerLanguage: customers.language,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(customers, eq(customers.id, memberships.customerId))
    .orderBy(people.id, asc(memberships.createdAt), asc(customers.number));
  const drafts: Draft[] = [];
  for (let at = 0; at < members.length; ) {
    const first = members[at] as (typeof members)[number];
    let next = at + 1;
    while (members[next]?.personId === first.personId) next += 1;
    const { customerId, personId, email, name, language, customerLanguage } = first;
    drafts.push(
      draft({
        kind: "bank-details-changed",
        about: { customerId, others: next - at - 1 },
        subjectId: changeId,
        step: "confirmed",
        to: { personId, email, name, language: language ?? customerLanguage },
        opensInvoice: null,
        facts: () => ({ changedOn, link: `${config.appUrl}/login` }),
      }),
    );
    at = next;
  }
  return drafts;
}
