import Big from "big.js";
import type { Language } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import {
  formatDecimal,
  formatMoney,
  money,
  readTypedDecimal,
  toMinor,
} from "#app/platform/money.ts";
import type { OpenDisputeInput, OpenDisputeRefusal } from "./open-dispute.server.ts";
import { type DisputeReason, isDisputeReason } from "./reasons.ts";

/** The longest message, in characters. */
export const longestMessage = 5000;

type Words = Messages["disputes"];

export interface ReadDispute {
  reason: DisputeReason;
  contested: OpenDisputeInput["contested"];
  message: string;
}

/**
 * Reads the form of a dispute as it was typed: numbers with comma or point, amounts in the invoice's currency. Answers every
 * error at once, a sentence per field.
 *
 * @param line what can be contested: the invoiced quantity (decimal string) and the line VAT included (minor units)
 */
export function readDisputeForm(
  fields: Readonly<Record<string, string | undefined>>,
  line: { quantity: string; gross: number; currency: string },
  t: Words,
  language: Language,
): { read: ReadDispute } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const reason = fields.reason;
  if (!isDisputeReason(reason)) errors.reason = t.errors.reason;
  const message = fields.message ?? "";
  if (message === "") errors.message = t.errors.message;
  else if (message.length > longestMessage) errors.message = t.errors.messageLong;

  let contested: OpenDisputeInput["contested"] = { kind: "all" };
  if (fields.contested === "quantity") {
    const quantity = readTypedDecimal(fields.quantity ?? "");
    if (quantity === null || !within(quantity, line.quantity))
      errors.quantity = t.errors.quantity(formatDecimal(line.quantity, language));
    else contested = { kind: "quantity", quantity };
  } else if (fields.contested === "amount") {
    const typed = readTypedDecimal(fields.amount ?? "");
    const amount = typed === null ? null : toMinor(typed, line.currency);
    if (amount === null || amount <= 0 || amount > line.gross)
      errors.amount = t.errors.amount(formatMoney(money(line.gross, line.currency), language));
    else contested = { kind: "amount", amount };
  } else if (fields.contested !== "all") errors.contested = t.errors.contested;

  if (Object.keys(errors).length > 0) return { errors };
  return { read: { reason: reason as DisputeReason, contested, message } };
}

function within(typed: string, most: string): boolean {
  const quantity = new Big(typed);
  return quantity.gt(0) && quantity.lte(most);
}

/** Which field a refusal of the verb belongs to, and its sentence. */
export function sentenceOf(
  refusal: Exclude<OpenDisputeRefusal, { refused: "not-found" | "not-allowed" }>,
  t: Words,
  language: Language,
): Record<string, string> {
  switch (refusal.refused) {
    case "already-contested":
      return { reason: t.errors.alreadyContested(refusal.reference) };
    case "claim-out-of-range":
      return {
        amount: t.errors.amount(formatMoney(money(refusal.most, refusal.currency), language)),
      };
    case "credit-note-not-contestable":
      return { reason: t.errors.creditNote };
    case "nobody-to-answer":
      return { message: t.errors.nobody };
    default:
      return { attachments: attachmentSentence(refusal, t) };
  }
}

/** The sentence for attachments that were refused. */
export function attachmentSentence(
  refusal: {
    refused: "too-many-files" | "file-too-large" | "file-type-refused";
    fileName?: string;
  },
  t: Words,
): string {
  const name = refusal.fileName ?? "";
  if (refusal.refused === "too-many-files") return t.errors.tooManyFiles;
  return refusal.refused === "file-too-large"
    ? t.errors.fileTooLarge(name)
    : t.errors.fileType(name);
}
