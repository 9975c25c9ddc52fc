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
