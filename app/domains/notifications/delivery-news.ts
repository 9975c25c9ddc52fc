import { z } from "zod";

/** What an `email.*` event tells, as far as we use it (OpenAPI `OutboundEmailEventData`). Unknown fields are kept out. */
const shape = z.object({
  type: z.string(),
  created_at: z.string(),
  data: z.object({
    email_id: z.string(),
    tags: z.union([z.record(z.string(), z.string()), z.array(z.unknown())]).optional(),
    bounce: z
      .object({ type: z.string(), subType: z.string(), message: z.string() })
      .partial()
      .optional(),
    failed: z.object({ reason: z.string() }).partial().optional(),
    suppressed: z.object({ reason: z.string(), message: z.string() }).partial().optional(),
  }),
});

export interface DeliveryNews {
  readonly type: string;
  readonly at: Date;
  readonly providerId: string;
  /** Our own names for the row, carried as tags; null for mails that are not from here. */
  readonly row: { readonly customerId: string; readonly id: string } | null;
  /** "Permanent" means that the address will refuse the next mail too. */
  readonly bounceType: string | null;
  /** For the row and for staff, as the provider words it. */
  readonly detail: Readonly<Record<string, string>>;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Reads a stored event; null when it is not about an outbound mail. Tags come as an object, or as a list of name and value. */
export function readDeliveryNews(payload: unknown): DeliveryNews | null {
  const read = shape.safeParse(payload);
  if (!read.success) return null;
  const { type, created_at, data } = read.data;
  const tags = Array.isArray(data.tags) ? fromList(data.tags) : (data.tags ?? {});
  const { notification: id, customer: customerId } = tags;
  const at = new Date(created_at);
  return {
    type,
    at: Number.isNaN(at.getTime()) ? new Date(0) : at,
    providerId: data.email_id,
    row: id && customerId && uuid.test(id) && uuid.test(customerId) ? { customerId, id } : null,
    bounceType: data.bounce?.type ?? null,
    detail: Object.fromEntries(
      Object.entries({ ...data.bounce, ...data.failed, ...data.suppressed }).filter(
        (entry): entry is [string, string] => typeof entry[1] === "string",
      ),
    ),
  };
}

function fromList(tags: readonly unknown[]): Record<string, string> {
  const pairs = tags.flatMap((tag) => {
    const { name, value } = (tag ?? {}) as { name?: unknown; value?: unknown };
    return typeof name === "string" && typeof value === "string" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(pairs);
}
