import type { NotificationState } from "#db/schema/notifications.ts";

/** Later in a mail's life is larger; a state never gives way to one that is not larger. */
const order: Record<NotificationState, number> = {
  created: 0,
  sending: 1,
  accepted: 2,
  delivered: 3,
  // A mailbox can refuse after its server took the mail.
  bounced: 4,
  suppressed: 4,
  failed: 4,
  // Only who received a mail can complain of it.
  complained: 5,
  // Never sent: nothing that a provider says is about it.
  withdrawn: 9,
  recorded: 9,
};

const told: Readonly<Record<string, NotificationState>> = {
  "email.sent": "accepted",
  "email.delivered": "delivered",
  "email.bounced": "bounced",
  "email.complained": "complained",
  "email.suppressed": "suppressed",
  "email.failed": "failed",
};

/** The state that a provider's event tells of; null for events that change nothing (delayed, opened, clicked, scheduled). */
export function stateTold(eventType: string): NotificationState | null {
  return told[eventType] ?? null;
}

/** The state after the news: only forward, so that a late `sent` never overwrites `delivered`. */
export function forward(from: NotificationState, to: NotificationState): NotificationState {
  return order[to] > order[from] ? to : from;
}

/** States in which the provider was reached: a code of such a mail is ours. */
export const sentStates = [
  "sending",
  "accepted",
  "delivered",
  "bounced",
  "complained",
] as const satisfies readonly NotificationState[];
