import type { ReactElement } from "react";
import type { MailFrame, MailProps } from "./_components/frame.ts";
import * as autopayLimit from "./autopay-limit.tsx";
import * as autopayNotice from "./autopay-notice.tsx";
import * as autopayStarted from "./autopay-started.tsx";
import * as autopayStopped from "./autopay-stopped.tsx";
import * as bankDetailsChanged from "./bank-details-changed.tsx";
import * as creditNoteIssued from "./credit-note-issued.tsx";
import * as disputeAnswered from "./dispute-answered.tsx";
import * as disputeCreditNote from "./dispute-credit-note.tsx";
import * as disputeDecided from "./dispute-decided.tsx";
import * as disputeOpened from "./dispute-opened.tsx";
import * as invoiceIssued from "./invoice-issued.tsx";
import * as paymentFailed from "./payment-failed.tsx";
import * as paymentProcessing from "./payment-processing.tsx";
import * as paymentReceived from "./payment-received.tsx";
import * as paymentRefunded from "./payment-refunded.tsx";
import * as personInvited from "./person-invited.tsx";
import * as planAccepted from "./plan-accepted.tsx";
import * as planBroken from "./plan-broken.tsx";
import * as planDue from "./plan-due.tsx";
import * as planRefused from "./plan-refused.tsx";
import * as reminderBefore from "./reminder-before.tsx";
import * as reminderDue from "./reminder-due.tsx";
import * as reminderLate from "./reminder-late.tsx";
import * as signIn from "./sign-in.tsx";
import * as staffDisputeOpened from "./staff-dispute-opened.tsx";
import * as staffDisputeReply from "./staff-dispute-reply.tsx";
import * as staffPlanProposed from "./staff-plan-proposed.tsx";

/** A file of this folder: its subject line, and the mail as a component without hooks (the text part walks the same tree). */
interface Template<Facts> {
  readonly subject: (frame: MailFrame, facts: Facts) => string;
  readonly default: (props: MailProps<Facts>) => ReactElement;
}

/** Every mail there is, by kind. */
export const templates = {
  "invoice-issued": invoiceIssued,
  "credit-note-issued": creditNoteIssued,
  "reminder-before": reminderBefore,
  "reminder-due": reminderDue,
  "reminder-late": reminderLate,
  "payment-received": paymentReceived,
  "payment-processing": paymentProcessing,
  "payment-failed": paymentFailed,
  "payment-refunded": paymentRefunded,
  "autopay-notice": autopayNotice,
  "autopay-limit": autopayLimit,
  "autopay-started": autopayStarted,
  "autopay-stopped": autopayStopped,
  "plan-accepted": planAccepted,
  "plan-refused": planRefused,
  "plan-due": planDue,
  "plan-broken": planBroken,
  "dispute-opened": disputeOpened,
  "dispute-answered": disputeAnswered,
  "dispute-decided": disputeDecided,
  "dispute-credit-note": disputeCreditNote,
  "sign-in": signIn,
  "staff-dispute-opened": staffDisputeOpened,
  "staff-dispute-reply": staffDisputeReply,
  "staff-plan-proposed": staffPlanProposed,
  "person-invited": personInvited,
  "bank-details-changed": bankDetailsChanged,
} as const satisfies Record<string, Template<never>>;

export type MailKind = keyof typeof templates;
/** What the mail of a kind has to be told. */
export type MailFacts<Kind extends MailKind> = Parameters<(typeof templates)[Kind]["subject"]>[1];
