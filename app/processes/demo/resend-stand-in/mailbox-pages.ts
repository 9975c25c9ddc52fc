import { type Language, localeOf } from "#app/platform/i18n/language.ts";
import { type Html, html, page } from "../stand-in/page.ts";
import type { EmailEvent, StoredEmail } from "./post-office.server.ts";
import { type MailboxWords, mailboxWords } from "./words.ts";

/** A mail and what became of it. */
export type ShownEmail = StoredEmail & { readonly state: EmailEvent };

export interface MailboxView {
  readonly language: Language;
  readonly emails: readonly ShownEmail[];
  readonly total: number;
  /** The recipient asked for, "" for all. */
  readonly to: string;
  /** From 1. */
  readonly pageNumber: number;
  readonly pageSize: number;
}

/** All mails, newest first. */
export function mailboxPage(view: MailboxView): string {
  const words = mailboxWords[view.language];
  return page({
    language: view.language,
    title: words.mailbox,
    notice: words.notice,
    body: html`<main>
<h1>${words.mailbox}</h1>
<form class="find" method="get" action="/mailbox" role="search">
<input type="hidden" name="lang" value="${view.language}">
<div class="field"><label for="to">${words.filter}</label>
<input id="to" name="to" type="search" value="${view.to}" autocomplete="off" autocapitalize="none" data-testid="mailbox-to"></div>
<button class="button" type="submit">${words.show}</button>
</form>
<p class="muted">${words.count(view.total)}${view.to === "" ? null : html` – <a href="/mailbox?lang=${view.language}">${words.showAll}</a>`}</p>
${view.emails.length === 0 ? html`<p class="sheet">${view.to === "" ? words.none : words.noneFor}</p>` : html`<ul class="mails sheet">${view.emails.map((email) => row(email, view.language))}</ul>`}
${pages(view, words)}
</main>`,
  });
}

function row(email: ShownEmail, language: Language): Html {
  const words = mailboxWords[language];
  return html`<li><a href="/mailbox/${email.id}?lang=${language}" data-testid="mail">
<span class="subject">${email.subject}</span><span class="state">${when(email, language)}</span>
<span>${email.to.join(", ")}</span><span class="state">${words[email.state]}</span>
</a></li>`;
}

function pages(view: MailboxView, words: MailboxWords): Html | null {
  const last = Math.ceil(view.total / view.pageSize);
  if (last <= 1) return null;
  const link = (number: number, label: string) =>
    html`<a href="/mailbox?${new URLSearchParams({ lang: view.language, ...(view.to ? { to: view.to } : {}), page: String(number) }).toString()}">${label}</a>`;
  return html`<nav class="pages" aria-label="${words.mailbox}">
${view.pageNumber > 1 ? link(view.pageNumber - 1, words.newer) : html`<span></span>`}
<span class="muted">${view.pageNumber} / ${last}</span>
${view.pageNumber < last ? link(view.pageNumber + 1, words.older) : html`<span></span>`}
</nav>`;
}

/** One mail: its facts, the HTML in a sandbox, the text part, attachments and headers. */
export function mailPage(email: ShownEmail, language: Language): string {
  const words = mailboxWords[language];
  const facts: [string, string][] = [
    [words.from, email.from],
    [words.toAddress, email.to.join(", ")],
    ["Cc", email.cc.join(", ")],
    ["Bcc", email.bcc.join(", ")],
    [words.replyTo, email.replyTo.join(", ")],
    [words.date, when(email, language)],
    [words.state, words[email.state]],
  ];
  return page({
    language,
    title: email.subject,
    notice: words.notice,
    body: html`<main>
<a class="back" href="/mailbox?lang=${language}">${words.back}</a>
<h1>${email.subject}</h1>
<dl class="facts sheet">${facts.filter(([, value]) => value !== "").map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${attachments(email, words)}
<h2>${words.message}</h2>
${
  email.html === null
    ? html`<p>${words.onlyText}</p>`
    : // No scripts, forms or same origin; links open where the person is, or in a window of their own.
      html`<iframe class="mail" title="${words.message}" src="/mailbox/${email.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation" data-testid="mail-html"></iframe>`
}
${email.text === null ? null : html`<h2>${words.asText}</h2><pre class="text sheet" data-testid="mail-text">${withLinks(email.text)}</pre>`}
${headers(email, words)}
</main>`,
  });
}

function attachments(email: StoredEmail, words: MailboxWords): Html | null {
  if (email.attachments.length === 0) return null;
  return html`<h2>${words.attachments}</h2><ul class="files sheet">${email.attachments.map(
    (attachment, index) =>
      html`<li><a href="/mailbox/${email.id}/attachments/${index}">${attachment.filename}</a> (${attachment.contentType}, ${Math.ceil(attachment.base64.length * 0.75)} B)</li>`,
  )}</ul>`;
}

function headers(email: StoredEmail, words: MailboxWords): Html | null {
  const all = [
    ["Message-ID", email.messageId],
    ...Object.entries(email.headers),
    ...email.tags.map(({ name, value }) => [`tag ${name}`, value]),
  ];
  return html`<details><summary>${words.headers}</summary><dl class="facts sheet">${all.map(([name = "", value = ""]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></details>`;
}

/** The text part with its addresses made into links: who reads only this part must be able to follow them too. */
function withLinks(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/)
    .map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));
}

/** A page that says one thing. */
export function unknownMailPage(language: Language): string {
  const words = mailboxWords[language];
  return page({
    language,
    title: words.unknownTitle,
    notice: words.notice,
    body: html`<main><h1>${words.unknownTitle}</h1><p>${words.unknown}</p><a class="back" href="/mailbox?lang=${language}">${words.back}</a></main>`,
  });
}

/**
 * The mail's own HTML, as the frame shows it: links without a target of their own leave the frame, and inline images (`cid:`) are
 * found among the attachments.
 */
export function framedHtml(email: StoredEmail): string {
  const base = '<base target="_top">';
  const written = (email.html ?? "").replace(/cid:([^"'\s)>]+)/g, (whole, contentId: string) => {
    const index = email.attachments.findIndex((one) => one.contentId === contentId);
    return index < 0 ? whole : `/mailbox/${email.id}/attachments/${index}`;
  });
  return /<head[^>]*>/i.test(written)
    ? written.replace(/<head[^>]*>/i, (head) => head + base)
    : base + written;
}

function when(email: StoredEmail, language: Language): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "Europe/Paris",
  }).format(new Date(email.createdAt));
}
