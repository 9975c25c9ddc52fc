import { randomBytes } from "node:crypto";
import { and, inArray } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { createAccessLinks } from "#app/domains/accounts/access-link.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { houseId } from "#db/columns.ts";
import { notifications } from "#db/schema/notifications.ts";
import { renderMail } from "#emails/render-mail.ts";
import type { Draft } from "./draft.ts";
import { kinds } from "./kinds.ts";
import { mailCodeFrom } from "./mail-code.ts";
import { type Frames, readFrames } from "./mail-frames.server.ts";
import { providerMail } from "./provider-mail.ts";
import { sealPayload } from "./sealed-payload.server.ts";

/** Mails per transaction: rendering takes about 2 ms each, and the event feed waits for open transactions. */
const chunk = 50;

/**
 * Writes the mails of drafts: rendered once, sealed, each under its own idempotency key, with the job that sends them. A mail
 * that was written before (same kind, subject, step and address) is not written again. Answers how many are new.
 */
export async function writeMails(context: Context, drafts: readonly Draft[]): Promise<number> {
  if (drafts.length === 0) return 0;
  const { fresh, frames } = await inScope(context, "all", async (tx) => ({
    fresh: await unwritten(tx, drafts),
    frames: await readFrames(context, tx, customersOf(drafts)),
  }));
  let written = 0;
  for (let at = 0; at < fresh.length; at += chunk)
    written += await inScope(context, "all", (tx) =>
      writeWithin(context, tx, fresh.slice(at, at + chunk), frames),
    );
  return written;
}

/** The same inside a transaction that is already open: for mails that must exist exactly when their cause does. */
export async function writeMailsWithin(
  context: Context,
  tx: Transaction,
  drafts: readonly Draft[],
): Promise<number> {
  return writeWithin(context, tx, drafts, await readFrames(context, tx, customersOf(drafts)));
}

/** Whose row it is: mails to staff and sign-in mails are the house's. */
export function ownerOf({ kind, about }: Pick<Draft, "kind" | "about">): string {
  const { audience, subject } = kinds[kind];
  return audience === "handler" || subject === "sign-in" || !about ? houseId : about.customerId;
}

async function writeWithin(
  context: Context,
  tx: Transaction,
  drafts: readonly Draft[],
  frames: Frames,
): Promise<number> {
  if (drafts.length === 0) return 0;
  const links = await linksFor(context, tx, drafts);
  const rows = drafts.map((draft, index) => rowOf(context, draft, frames, links[index] ?? null));
  const inserted = await tx
    .insert(notifications)
    .values(rows)
    .onConflictDoNothing()
    .returning({ urgent: notifications.urgent });
  if (inserted.length > 0) {
    const waitedFor = inserted.some(({ urgent }) => urgent === 2);
    await enqueue(
      tx,
      "deliver-mail",
      {},
      waitedFor ? { key: "deliver-urgent-mail", priority: -10 } : { key: "deliver-written-mail" },
    );
  }
  return inserted.length;
}

function rowOf(
  { config, clock }: Context,
  draft: Draft,
  frames: Frames,
  link: string | null,
): typeof notifications.$inferInsert {
  const { kind, to } = draft;
  const id = newId();
  const code = mailCodeFrom(randomBytes(5));
  const customerId = ownerOf(draft);
  const mail = renderMail(kind, frames.of(draft, code), draft.facts(link));
  const payload = providerMail(mail, {
    from: config.mail.from,
    billerName: frames.biller.name,
    replyTo: frames.biller.email,
    to: to.email,
    kind,
    id,
    customerId,
  });
  const now = clock.now();
  return {
    customerId,
    id,
    kind,
    personId: to.personId,
    recipient: to.email,
    language: to.language,
    subjectType: kinds[kind].subject,
    subjectId: draft.subjectId,
    step: draft.step,
    state: "created",
    urgent: kinds[kind].urgent,
    code,
    mailSubject: mail.subject,
    stated: draft.stated ?? {},
    payload: sealPayload(JSON.stringify(payload), id, config.appSecret),
    idempotencyKey: `mail/${id}`,
    sendAfter: now,
    expiresAt: draft.expiresAt ?? null,
    createdAt: now,
  };
}

async function linksFor(
  context: Context,
  tx: Transaction,
  drafts: readonly Draft[],
): Promise<(string | null)[]> {
  const asking = drafts.flatMap((draft, index) =>
    draft.opensInvoice && draft.about
      ? [
          {
            index,
            customerId: draft.about.customerId,
            invoiceId: draft.opensInvoice,
            personId: draft.to.personId,
          },
        ]
      : [],
  );
  const tokens = await createAccessLinks(context, tx, asking);
  const links: (string | null)[] = drafts.map(() => null);
  for (const [at, { index }] of asking.entries())
    links[index] = `${context.config.appUrl}/i/${tokens[at]}`;
  return links;
}

/** Drafts without a row yet: a job that runs again neither renders nor makes links twice. */
async function unwritten(tx: Transaction, drafts: readonly Draft[]): Promise<Draft[]> {
  const rows = await tx
    .select({
      customerId: notifications.customerId,
      kind: notifications.kind,
      subjectId: notifications.subjectId,
      step: notifications.step,
      recipient: notifications.recipient,
    })
    .from(notifications)
    .where(
      and(
        inArray(notifications.customerId, [...new Set(drafts.map(ownerOf))]),
        inArray(notifications.subjectType, [
          ...new Set(drafts.map(({ kind }) => kinds[kind].subject)),
        ]),
        inArray(notifications.subjectId, [...new Set(drafts.map(({ subjectId }) => subjectId))]),
      ),
    );
  const name = (...parts: string[]) => parts.join(" ");
  const known = new Set(
    rows.map((row) => name(row.customerId, row.kind, row.subjectId, row.step, row.recipient)),
  );
  return drafts.filter(
    (draft) =>
      !known.has(name(ownerOf(draft), draft.kind, draft.subjectId, draft.step, draft.to.email)),
  );
}

function customersOf(drafts: readonly Draft[]): string[] {
  return drafts.flatMap(({ about }) => (about ? [about.customerId] : []));
}
