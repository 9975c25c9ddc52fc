/** Everything that can happen, as the feed, the webhooks and the timeline name it. */
export const eventTypes = [
  "customer.created",
  "customer.updated",
  "invoice.issued",
  "invoice.viewed",
  "invoice.settled",
  "credit_note.issued",
  "payment.received",
  "payment.processing",
  "payment.failed",
  "payment.refunded",
  "payment.allocated",
  "autopay.started",
  "autopay.stopped",
  "autopay.planned",
  "autopay.skipped",
  "payment_plan.proposed",
  "payment_plan.accepted",
  "payment_plan.refused",
  "payment_plan.withdrawn",
  "payment_plan.kept",
  "payment_plan.broken",
  "dispute.opened",
  "dispute.replied",
  "dispute.answered",
  "dispute.credit_requested",
  "dispute.credited",
  "dispute.upheld",
  "dispute.withdrawn",
  "notification.accepted",
  "notification.delivered",
  "notification.bounced",
  "notification.complained",
  "notification.failed",
] as const;

export type EventType = (typeof eventTypes)[number];

/**
 * What somebody is told about, or what ends something else: only these become a job of their own. The others are there to be read,
 * on the timeline and in the feed.
 */
export const followedTypes = [
  "invoice.issued",
  "credit_note.issued",
  "payment.received",
  "payment.processing",
  "payment.failed",
  "payment.refunded",
  "autopay.started",
  "autopay.stopped",
  "autopay.planned",
  "autopay.skipped",
  "payment_plan.proposed",
  "payment_plan.accepted",
  "payment_plan.refused",
  "payment_plan.broken",
  "dispute.opened",
  "dispute.replied",
  "dispute.answered",
  "dispute.credit_requested",
  "dispute.credited",
  "dispute.upheld",
  "dispute.withdrawn",
] as const satisfies readonly EventType[];

export type FollowedType = (typeof followedTypes)[number];

export function isFollowed(type: string): type is FollowedType {
  return (followedTypes as readonly string[]).includes(type);
}
