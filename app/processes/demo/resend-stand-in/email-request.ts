import { addressOf, domainOf } from "./email-address.ts";
import { invalidField, missingField, ResendFailure } from "./resend-failure.ts";

/** An e-mail as it was accepted. Addresses as they were written. */
export interface EmailContent {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly html: string | null;
  readonly text: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly tags: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly EmailAttachment[];
}

export interface EmailAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly base64: string;
}

const known = new Set([
  "from",
  "to",
  "subject",
  "bcc",
  "cc",
  "reply_to",
  "html",
  "text",
  "headers",
  "attachments",
  "tags",
]);
/** At the real Resend, left out here; refused openly. */
const leftOut = ["template", "scheduled_at", "topic_id"];
const mostRecipients = 50;
const largestMail = 40 * 1024 * 1024;
const placeholderDomains = new Set(["example.com", "example.org", "example.net", "test.com"]);

/** Reads the JSON of one e-mail; throws a `ResendFailure` in Resend's words for what it refuses. `domains` null takes any sender. */
export function readEmail(body: unknown, domains: readonly string[] | null): EmailContent {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw invalidField("The request body must be a JSON object.");
  const given = body as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    if (leftOut.includes(name)) throw invalidField(`The stand-in does not simulate \`${name}\`.`);
    if (!known.has(name)) throw invalidField(`The \`${name}\` field is not allowed.`);
  }
  for (const name of ["from", "to", "subject"])
    if (given[name] === undefined || given[name] === "") throw missingField(name);
  const html = textOf(given.html, "html");
  const text = textOf(given.text, "text");
  if (html === null && text === null) throw missingField("html` or `text");
  const content = {
    from: senderOf(given.from, domains),
    to: recipientsOf(given.to, "to"),
    cc: recipientsOf(given.cc ?? [], "cc"),
    bcc: recipientsOf(given.bcc ?? [], "bcc"),
    replyTo: recipientsOf(given.reply_to ?? [], "reply_to", true),
    subject: textOf(given.subject, "subject") ?? "",
    html,
    text,
    headers: headersOf(given.headers ?? {}),
    tags: tagsOf(given.tags ?? []),
    attachments: attachmentsOf(given.attachments ?? []),
  };
  if (content.to.length === 0) throw missingField("to");
  if (content.to.length + content.cc.length + content.bcc.length > mostRecipients)
    throw invalidField(`Too many recipients: at most ${mostRecipients} are allowed.`);
  const size = content.attachments.reduce((sum, { base64 }) => sum + base64.length, 0);
  if (size + (html?.length ?? 0) + (text?.length ?? 0) > largestMail)
    throw invalidField("The e-mail is larger than 40MB after Base64 encoding.");
  return content;
}

function textOf(value: unknown, name: string): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value !== "string") throw invalidField(`The \`${name}\` field must be a \`string\`.`);
  return value;
}

function senderOf(value: unknown, domains: readonly string[] | null): string {
  const address = typeof value === "string" ? addressOf(value) : null;
  if (typeof value !== "string" || address === null)
    throw invalidField(
      "Invalid `from` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.",
    );
  const domain = domainOf(address);
  if (domains !== null && !domains.includes(domain))
    throw new ResendFailure(
      403,
      "validation_error",
      `The ${domain} domain is not verified. Please, add and verify your domain on https://resend.com/domains`,
    );
  return value;
}

function recipientsOf(value: unknown, name: string, answersOnly = false): string[] {
  const written = typeof value === "string" ? [value] : value;
  if (!Array.isArray(written) || written.some((one) => typeof one !== "string"))
    throw invalidField(`The \`${name}\` field must be a \`string\` or an array of them.`);
  for (const one of written as string[]) {
    const address = addressOf(one);
    if (address === null)
      throw invalidField(
        `Invalid \`${name}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`,
      );
    if (!answersOnly && placeholderDomains.has(domainOf(address)))
      throw invalidField(
        `Invalid \`${name}\` field. Please use our testing email address instead of domains like \`${domainOf(address)}\`.`,
      );
  }
  return written as string[];
}

function headersOf(value: unknown): Record<string, string> {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : null;
  if (entries === null || Array.isArray(value))
    throw invalidField("The `headers` field must be an object.");
  for (const [name, content] of entries) {
    if (typeof content !== "string" || !/^[\w-]+$/.test(name) || /[\r\n]/.test(content))
      throw invalidField(`Invalid \`headers\` field: \`${name}\` is no header.`);
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

function tagsOf(value: unknown): { name: string; value: string }[] {
  if (!Array.isArray(value)) throw invalidField("The `tags` field must be an array.");
  return value.map((tag: { name?: unknown; value?: unknown } | null) => {
    for (const part of [tag?.name, tag?.value])
      if (typeof part !== "string" || !/^[A-Za-z0-9_-]{1,256}$/.test(part))
        throw invalidField(
          "Tags should only contain ASCII letters, numbers, underscores, or dashes, at most 256 characters.",
        );
    return { name: String(tag?.name), value: String(tag?.value) };
  });
}

function attachmentsOf(value: unknown): EmailAttachment[] {
  if (!Array.isArray(value)) throw invalidField("The `attachments` field must be an array.");
  return value.map((given: Record<string, unknown> | null) => {
    const base64 = contentOf(given?.content);
    if (base64 === null) {
      if (typeof given?.path === "string")
        throw invalidField("The stand-in does not simulate `path`.");
      throw new ResendFailure(
        422,
        "invalid_attachment",
        "Attachment must have either a `content` or `path`.",
      );
    }
    const filename = typeof given?.filename === "string" ? given.filename : "attachment";
    const type = given?.content_type;
    return {
      filename,
      contentType: typeof type === "string" ? type : typeOf(filename),
      contentId: typeof given?.content_id === "string" ? given.content_id : null,
      base64,
    };
  });
}

/** Base64 text, or a Buffer as `JSON.stringify` writes it (the SDK passes Buffers on as they are). */
function contentOf(content: unknown): string | null {
  if (typeof content === "string" && content !== "") return content;
  const data = (content as { data?: unknown } | null | undefined)?.data;
  return Array.isArray(data) ? Buffer.from(data as number[]).toString("base64") : null;
}

const types: Record<string, string> = {
  csv: "text/csv",
  jpg: "image/jpeg",
  pdf: "application/pdf",
  png: "image/png",
  txt: "text/plain",
  xml: "application/xml",
};

function typeOf(filename: string): string {
  return types[filename.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
}

const mostInBatch = 100;

/** `POST /emails/batch`: all or nothing, at most 100, no attachments (resend.com/docs/api-reference/emails/send-batch-emails). */
export function readBatch(body: unknown, domains: readonly string[] | null): EmailContent[] {
  if (!Array.isArray(body)) throw invalidField("The request body must be an array of e-mails.");
  if (body.length === 0 || body.length > mostInBatch)
    throw invalidField(`A batch must hold between 1 and ${mostInBatch} e-mails.`);
  return body.map((one: unknown) => {
    if (typeof one === "object" && one !== null && "attachments" in one)
      throw invalidField("The `attachments` field is not supported in batches.");
    return readEmail(one, domains);
  });
}
