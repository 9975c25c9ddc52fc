import { answerDispute } from "#app/domains/disputes/answer-dispute.server.ts";
import { type Decision, decideDispute } from "#app/domains/disputes/decide-dispute.server.ts";
import { type OpenDisputeInput, openDispute } from "#app/domains/disputes/open-dispute.server.ts";
import type { DisputeReason } from "#app/domains/disputes/reasons.ts";
import { replyToDispute } from "#app/domains/disputes/reply-to-dispute.server.ts";
import { withdrawDispute } from "#app/domains/disputes/withdraw-dispute.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { CustomerPart, PersonPart, StaffPart } from "./cast.ts";
import type { Stage } from "./stage.server.ts";

/** The story's disputes are named by the key of their invoice: it contests each invoice once. */

interface Opening {
  readonly key: string;
  readonly customer: CustomerPart;
  readonly person: PersonPart;
  /** From 1. */
  readonly line: number;
  readonly reason: DisputeReason;
  readonly contested: OpenDisputeInput["contested"];
  readonly words: string;
}

export async function open(stage: Stage, opening: Opening): Promise<void> {
  const { key, customer } = opening;
  const opened = await openDispute(stage.context, await stage.customer(opening.person, customer), {
    invoiceId: stage.document(key).id,
    lineId: String(opening.line),
    reason: opening.reason,
    contested: opening.contested,
    message: opening.words,
    attachments: [],
    language: customer.language ?? "fr",
    submissionId: `story ${key}`,
  });
  if (isRefused(opened)) throw new Error(`${key} cannot be contested: ${opened.refused}`);
  stage.disputes.set(key, opened);
}

export async function answer(
  stage: Stage,
  key: string,
  {
    who,
    words,
    asks = false,
    internal = false,
  }: { who: StaffPart; words: string; asks?: boolean; internal?: boolean },
): Promise<void> {
  done(
    await answerDispute(stage.context, await stage.staff(who), {
      disputeId: disputeOf(stage, key).id,
      message: words,
      visibility: internal ? "internal" : "public",
      waitForCustomer: asks,
      attachments: [],
      submissionId: `story ${key} ${stage.clock.now().toISOString()}`,
    }),
    key,
  );
}

export async function reply(
  stage: Stage,
  key: string,
  { who, words }: { who: PersonPart; words: string },
): Promise<void> {
  const viewer = await stage.customer(who, stage.document(key).customer);
  done(
    await replyToDispute(stage.context, viewer, {
      disputeId: disputeOf(stage, key).id,
      message: words,
      attachments: [],
      submissionId: `story ${key} ${stage.clock.now().toISOString()}`,
    }),
    key,
  );
}

export async function decide(
  stage: Stage,
  key: string,
  { who, decision, words }: { who: StaffPart; decision: Decision; words: string },
): Promise<void> {
  done(
    await decideDispute(stage.context, await stage.staff(who), {
      disputeId: disputeOf(stage, key).id,
      decision,
      reason: words,
    }),
    key,
  );
}

export async function withdraw(stage: Stage, key: string, who: PersonPart): Promise<void> {
  const viewer = await stage.customer(who, stage.document(key).customer);
  done(await withdrawDispute(stage.context, viewer, disputeOf(stage, key).id), key);
}

function disputeOf(stage: Stage, key: string): { id: string } {
  const dispute = stage.disputes.get(key);
  if (!dispute) throw new Error(`${key} was not contested`);
  return dispute;
}

function done(answered: object | { refused: string }, key: string): void {
  if ("refused" in answered)
    throw new Error(`The dispute of ${key} went wrong: ${answered.refused}`);
}
