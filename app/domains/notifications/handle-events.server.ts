import { and, inArray } from "drizzle-orm";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { type FollowedType, isFollowed } from "#app/platform/event-types.ts";
import type { Jobs } from "#app/platform/jobs.server.ts";
import { events } from "#db/schema/platform.ts";
import { agreementDrafts, chargeDrafts } from "./autopay-drafts.server.ts";
import { disputeDrafts } from "./dispute-drafts.server.ts";
import type { Draft } from "./draft.ts";
import type { Happening } from "./happening.ts";
import { creditNoteDrafts, invoiceDrafts } from "./invoice-drafts.server.ts";
import { attemptDrafts, receiptDrafts, refundDrafts } from "./payment-drafts.server.ts";
import { planDrafts } from "./plan-drafts.server.ts";
import { readRecipients } from "./recipients.server.ts";
import { writeMails } from "./write-mails.server.ts";

/**
 * What happened → who is told → mails, rendered and frozen, with the job that sends them. Running it again for the same events
 * writes nothing more. One set of queries for all events of a kind, however many. Answers how many mails are new.
 */
export async function handleEvents(
  context: Context,
  { events: names }: Jobs["handle-events"],
): Promise<number> {
  if (names.length === 0) return 0;
  const drafts = await inScope(context, "all", (tx) => draftsOf(context, tx, names));
  return writeMails(context, drafts);
}

async function draftsOf(
  { config }: Context,
  tx: Transaction,
  names: Jobs["handle-events"]["events"],
): Promise<Draft[]> {
  const happenings = await readHappenings(tx, names);
  const of = (...types: FollowedType[]) => happenings.filter(({ type }) => types.includes(type));
  const [issued, credits] = [of("invoice.issued"), of("credit_note.issued")];
  const [received, attempts] = [of("payment.received"), of("payment.processing", "payment.failed")];
  const refunded = of("payment.refunded");
  const charges = of("autopay.planned", "autopay.skipped");
  const agreements = of("autopay.started", "autopay.stopped");
  const disputed = happenings.filter(({ type }) => type.startsWith("dispute."));
  const planned = happenings.filter(({ type }) => type.startsWith("payment_plan."));
  const ofMoney = [...received, ...attempts, ...refunded, ...charges, ...agreements, ...planned];
  const concerned = [...issued, ...credits, ...ofMoney, ...disputed];
  if (concerned.length === 0) return [];
  const recipients = await readRecipients(
    tx,
    concerned.map(({ customerId }) => customerId),
  );
  const { timeZone } = await readBillerWithin(tx);
  const place = { appUrl: config.appUrl, timeZone };
  // One after the other: a transaction is one connection.
  return [
    ...(issued.length > 0 ? await invoiceDrafts(tx, issued, recipients, place) : []),
    ...(credits.length > 0 ? await creditNoteDrafts(tx, credits, recipients) : []),
    ...(received.length > 0 ? await receiptDrafts(tx, received, recipients, place) : []),
    ...(attempts.length > 0 ? await attemptDrafts(tx, attempts, recipients, place) : []),
    ...(refunded.length > 0 ? await refundDrafts(tx, refunded, recipients, place) : []),
    ...(charges.length > 0 ? await chargeDrafts(tx, charges, recipients) : []),
    ...(agreements.length > 0 ? await agreementDrafts(tx, agreements, recipients, place) : []),
    ...(await planDrafts(tx, planned, recipients, place)),
    ...(await disputeDrafts(tx, disputed, recipients, place)),
  ];
}

/** The named events, without those that say `notify: false`: imported history is told to nobody. */
async function readHappenings(
  tx: Transaction,
  names: Jobs["handle-events"]["events"],
): Promise<Happening[]> {
  const rows = await tx
    .select({
      customerId: events.customerId,
      id: events.id,
      type: events.type,
      subjectId: events.subjectId,
      data: events.data,
    })
    .from(events)
    .where(
      and(
        inArray(events.customerId, [...new Set(names.map(({ customerId }) => customerId))]),
        inArray(
          events.id,
          names.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(events.id);
  return rows.flatMap(({ type, ...row }) =>
    isFollowed(type) && row.data.notify !== false ? [{ ...row, type }] : [],
  );
}
