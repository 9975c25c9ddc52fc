import { addressOf } from "./email-address.ts";
import { type EmailAttachment, readBatch, readEmail } from "./email-request.ts";
import type { PostOffice, ReceivedEmail, StoredEmail, Suppression } from "./post-office.server.ts";
import { invalidField, missingField, notFound, ResendFailure } from "./resend-failure.ts";

interface Call {
  readonly office: PostOffice;
  readonly domains: readonly string[] | null;
  readonly id: string;
  readonly second: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly idempotencyKey: string | null;
  readonly origin: string;
}

/** An object of the API on its way out. */
type Shown = { readonly id: string; readonly [field: string]: unknown };

export interface Handler {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: RegExp;
  handle(call: Call): object;
}

/** The parts of the API that the portal and its operators use; shapes as in Resend's OpenAPI document. */
export const handlers: readonly Handler[] = [
  {
    method: "POST",
    path: /^\/emails$/,
    handle: ({ office, domains, body, idempotencyKey }) => {
      const email = office.accept(readEmail(body, domains), idempotencyKey);
      office.dispatch(email.id);
      return { id: email.id };
    },
  },
  {
    method: "POST",
    path: /^\/emails\/batch$/,
    handle: ({ office, domains, body, idempotencyKey }) => {
      // Everything is read before anything is accepted: one bad e-mail refuses the batch.
      const emails = readBatch(body, domains).map((content) =>
        office.accept(content, idempotencyKey),
      );
      for (const { id } of emails) office.dispatch(id);
      return { data: emails.map(({ id }) => ({ id })) };
    },
  },
  {
    method: "GET",
    path: /^\/emails$/,
    handle: ({ office, query }) =>
      paged(office.emails.values(), query, (email) => emailObject(office, email)),
  },
  {
    method: "GET",
    path: /^\/emails\/receiving$/,
    handle: ({ office, query }) => paged(office.received.values(), query, receivedObject),
  },
  {
    method: "GET",
    path: /^\/emails\/receiving\/([^/]+)$/,
    handle: ({ office, id }) => receivedObject(found(office.received.get(id))),
  },
  {
    method: "GET",
    path: /^\/emails\/receiving\/([^/]+)\/attachments$/,
    handle: ({ office, id, query, origin }) => {
      const email = found(office.received.get(id));
      return paged([...email.attachments].reverse(), query, (one) =>
        attachmentObject(email, one, origin),
      );
    },
  },
  {
    method: "GET",
    path: /^\/emails\/receiving\/([^/]+)\/attachments\/([^/]+)$/,
    handle: ({ office, id, second, origin }) => {
      const email = found(office.received.get(id));
      const attachment = email.attachments.find((one) => one.id === second);
      return attachmentObject(email, found(attachment, "Attachment"), origin);
    },
  },
  {
    method: "GET",
    path: /^\/emails\/([^/]+)$/,
    handle: ({ office, id }) => emailObject(office, found(office.emails.get(id))),
  },
  {
    method: "GET",
    path: /^\/domains$/,
    handle: ({ domains, office }) => ({
      object: "list",
      has_more: false,
      data: (domains ?? []).map((name) => ({
        id: `d-${name}`,
        name,
        status: "verified",
        created_at: office.now().toISOString(),
        region: "eu-west-1",
        open_tracking: false,
        click_tracking: false,
        capabilities: { sending: "enabled", receiving: "enabled" },
      })),
    }),
  },
  {
    method: "GET",
    path: /^\/suppressions$/,
    handle: ({ office, query }) => paged(office.suppressions.values(), query, suppressionObject),
  },
  {
    method: "POST",
    path: /^\/suppressions$/,
    handle: ({ office, body }) => {
      const email = (body as { email?: unknown } | undefined)?.email;
      if (email === undefined) throw missingField("email");
      const address = typeof email === "string" ? addressOf(email) : null;
      if (address === null) throw invalidField("Invalid `email` field.");
      return { object: "suppression", id: office.suppress(address, "manual", null).id };
    },
  },
  {
    method: "GET",
    path: /^\/suppressions\/([^/]+)$/,
    handle: ({ office, id }) => suppressionObject(suppressionOf(office, id)),
  },
  {
    method: "DELETE",
    path: /^\/suppressions\/([^/]+)$/,
    handle: ({ office, id }) => {
      const suppression = suppressionOf(office, id);
      office.suppressions.delete(suppression.email);
      return { object: "suppression", id: suppression.id, deleted: true };
    },
  },
];

function emailObject(office: PostOffice, email: StoredEmail): Shown {
  return {
    object: "email",
    id: email.id,
    message_id: email.messageId,
    to: email.to,
    from: email.from,
    created_at: email.createdAt,
    subject: email.subject,
    html: email.html,
    text: email.text,
    bcc: email.bcc,
    cc: email.cc,
    reply_to: email.replyTo,
    last_event: office.stateOf(email.id),
    scheduled_at: null,
    tags: email.tags,
  };
}

function receivedObject(email: ReceivedEmail): Shown {
  return {
    object: "email",
    id: email.id,
    to: email.to,
    from: email.from,
    created_at: email.createdAt,
    subject: email.subject,
    message_id: email.messageId,
    bcc: [],
    cc: email.cc,
    reply_to: [],
    html: email.html,
    text: email.text,
    headers: email.headers,
    attachments: email.attachments.map(attachmentFacts),
  };
}

/** What the webhook and the e-mail itself tell of an attachment; its content is behind `download_url`. */
export function attachmentFacts(attachment: EmailAttachment & { id: string }) {
  return {
    id: attachment.id,
    filename: attachment.filename,
    content_type: attachment.contentType,
    content_disposition: attachment.contentId === null ? "attachment" : "inline",
    ...(attachment.contentId === null ? {} : { content_id: attachment.contentId }),
    size: Buffer.byteLength(attachment.base64, "base64"),
  };
}

function attachmentObject(
  email: ReceivedEmail,
  attachment: EmailAttachment & { id: string },
  origin: string,
): Shown {
  return {
    object: "attachment",
    ...attachmentFacts(attachment),
    download_url: `${origin}/received/${email.id}/${attachment.id}`,
    expires_at: new Date(Date.now() + 3_600_000).toISOString(),
  };
}

function suppressionObject(suppression: Suppression): Shown {
  const { id, email, origin, sourceId, createdAt } = suppression;
  return { object: "suppression", id, email, origin, source_id: sourceId, created_at: createdAt };
}

/** By address or by id, as the documentation allows. */
function suppressionOf(office: PostOffice, idOrAddress: string): Suppression {
  const suppression =
    office.suppressions.get(idOrAddress.toLowerCase()) ??
    office.suppressions.values().find(({ id }) => id === idOrAddress);
  return found(suppression, "Suppression");
}

function found<T>(thing: T | undefined, what?: string): T {
  if (thing === undefined) throw notFound(what);
  return thing;
}

/** Newest first; `limit` 1–100 (20), `after` and `before` an id. */
function paged<T>(
  oldestFirst: T[],
  query: Readonly<Record<string, string>>,
  show: (one: T) => Shown,
): object {
  const limit = Number(query.limit ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw new ResendFailure(422, "validation_error", "The `limit` must be between 1 and 100.");
  const all = oldestFirst.toReversed().map(show);
  const at = (id: string) => all.findIndex((one) => one.id === id);
  if (query.before !== undefined) {
    const until = Math.max(0, at(query.before));
    const from = Math.max(0, until - limit);
    return { object: "list", has_more: from > 0, data: all.slice(from, until) };
  }
  const from = query.after === undefined ? 0 : at(query.after) + 1;
  return {
    object: "list",
    has_more: from + limit < all.length,
    data: all.slice(from, from + limit),
  };
}
