import type { Express, Request } from "express";
import { type Language, negotiateLanguage } from "#app/platform/i18n/language.ts";
import { sendPage, serveLook } from "../stand-in/page-answers.server.ts";
import { addressOf } from "./email-address.ts";
import type { EmailAttachment } from "./email-request.ts";
import { framedHtml, mailboxPage, mailPage, unknownMailPage } from "./mailbox-pages.ts";
import type { PostOffice, StoredEmail } from "./post-office.server.ts";

const pageSize = 50;

/** Serves the mailbox of the demonstration, for people (`/mailbox`) and for scripts (`/mailbox.json`). */
export function serveMailbox(app: Express, office: PostOffice): void {
  const shown = (email: StoredEmail) => ({ ...email, state: office.stateOf(email.id) });
  serveLook(app, new URL("./mailbox.css", import.meta.url));
  app.get("/", (_request, response) => response.redirect("/mailbox"));

  app.get("/mailbox.json", (request, response) => {
    response.type("json").set("cache-control", "no-store");
    // Written mail by mail: thousands of them are many megabytes.
    const emails = newestFor(office, String(request.query.to ?? ""));
    const limit = Number(request.query.limit ?? Number.POSITIVE_INFINITY);
    response.write("[");
    emails.slice(0, limit).forEach(({ id, to, subject, html, text, createdAt }, index) => {
      const line = JSON.stringify({ id, to, subject, html, text, createdAt });
      response.write(index === 0 ? line : `,\n${line}`);
    });
    response.end("]");
  });

  app.get("/mailbox", (request, response) => {
    const to = String(request.query.to ?? "").trim();
    const emails = newestFor(office, to);
    const last = Math.max(1, Math.ceil(emails.length / pageSize));
    const pageNumber = Math.min(last, Math.max(1, Math.trunc(Number(request.query.page) || 1)));
    const from = (pageNumber - 1) * pageSize;
    sendPage(
      response,
      mailboxPage({
        language: languageOf(request),
        emails: emails.slice(from, from + pageSize).map(shown),
        total: emails.length,
        to,
        pageNumber,
        pageSize,
      }),
    );
  });

  app.get("/mailbox/:id", (request, response) => {
    const email = office.emails.get(request.params.id);
    const language = languageOf(request);
    if (email === undefined) sendPage(response, unknownMailPage(language), 404);
    else sendPage(response, mailPage(shown(email), language));
  });

  app.get("/mailbox/:id/html", (request, response) => {
    const email = office.emails.get(request.params.id);
    if (email === undefined) {
      response.sendStatus(404);
      return;
    }
    response
      .type("html")
      .set({
        "cache-control": "no-store",
        "content-security-policy":
          "default-src 'none'; style-src 'unsafe-inline'; img-src * data:; font-src * data:; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation",
      })
      .send(framedHtml(email));
  });

  app.get("/mailbox/:id/attachments/:index", (request, response) => {
    const email = office.emails.get(request.params.id);
    const attachment = email?.attachments[Number(request.params.index)];
    if (attachment === undefined) response.sendStatus(404);
    else sendAttachment(response, attachment);
  });

  app.get("/received/:id/:attachment", (request, response) => {
    const attachment = office.received
      .get(request.params.id)
      ?.attachments.find(({ id }) => id === request.params.attachment);
    if (attachment === undefined) response.sendStatus(404);
    else sendAttachment(response, attachment);
  });
}

type Sender = {
  type(type: string): Sender;
  set(headers: Record<string, string>): Sender;
  attachment(filename: string): Sender;
  send(body: Buffer): unknown;
};

function sendAttachment(response: Sender, attachment: EmailAttachment): void {
  response
    .attachment(attachment.filename)
    .type(attachment.contentType)
    .set({ "x-content-type-options": "nosniff", "cache-control": "no-store" })
    .send(Buffer.from(attachment.base64, "base64"));
}

/** Newest first; a recipient is compared without name and case, in every kind of copy. */
function newestFor(office: PostOffice, to: string): StoredEmail[] {
  const all = office.emails
    .values()
    .reverse()
    // The demonstration's story is not told in the order of its days.
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
  if (to === "") return all;
  const wanted = addressOf(to) ?? to.toLowerCase();
  return all.filter((email) =>
    [...email.to, ...email.cc, ...email.bcc].some((one) => addressOf(one) === wanted),
  );
}

function languageOf(request: Request): Language {
  const asked = typeof request.query.lang === "string" ? request.query.lang : null;
  return negotiateLanguage(asked, null, request.get("accept-language") ?? null);
}
