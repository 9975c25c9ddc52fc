import { type Language, localeOf } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import type { TimelineStep } from "#app/ui/timeline.tsx";

export interface Mail {
  kind: string;
  /** null for whoever came by a mail's link. */
  recipient: string | null;
  state: string;
  createdAt: Date;
  sentAt: Date | null;
  settledAt: Date | null;
}

/** What a customer needs to know of a mail's state; mails that never left are not shown. */
const fateOf: Record<string, "sent" | "delivered" | "failed"> = {
  sending: "sent",
  accepted: "sent",
  recorded: "sent",
  delivered: "delivered",
  bounced: "failed",
  complained: "delivered",
  suppressed: "failed",
  failed: "failed",
};

/** One sending to several people is one step: who got it, and (apart) who did not. */
export function mailSteps(
  mails: readonly Mail[],
  t: Messages["invoices"],
  language: Language,
): TimelineStep[] {
  const words = {
    sent: t.timeline.mailSent,
    delivered: t.timeline.mailDelivered,
    failed: t.timeline.mailFailed,
  };
  const sendings = new Map<string, { fate: keyof typeof words; at: Date; recipients: string[] }>();
  for (const mail of mails) {
    const fate = fateOf[mail.state];
    if (!fate) continue;
    const at = mail.settledAt ?? mail.sentAt ?? mail.createdAt;
    const key = `mail-${mail.kind}-${fate}-${at.toISOString().slice(0, 16)}`;
    const sending = sendings.get(key) ?? { fate, at, recipients: [] };
    if (mail.recipient) sending.recipients.push(mail.recipient);
    sendings.set(key, sending);
  }
  const list = new Intl.ListFormat(localeOf(language));
  return [...sendings].map(([key, { fate, at, recipients }]) => ({
    key,
    text: words[fate](recipients.length > 0 ? list.format(recipients) : null),
    at,
    state: fate === "failed" ? "trouble" : "done",
  }));
}
