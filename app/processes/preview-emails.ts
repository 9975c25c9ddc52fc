import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Language, languages } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { previewFacts, previewFrame } from "#emails/_preview/preview-facts.ts";
import { renderMail } from "#emails/render-mail.ts";
import { type MailKind, templates } from "#emails/templates.ts";

/** `npm run emails`: every mail, in every language, with invented facts, on a loopback address. Ctrl-C ends it. */

const appUrl = "https://portal.example";
const kinds = Object.keys(templates) as MailKind[];

const server = createServer((request, response) => {
  const { status, type, body } = answer(new URL(request.url ?? "/", "http://localhost"));
  response.writeHead(status, { "content-type": `${type}; charset=utf-8` });
  response.end(body);
});

function answer({ pathname }: URL): { status: number; type: string; body: string } {
  if (pathname === "/") return { status: 200, type: "text/html", body: listOfMails() };
  const [, kind, language, part] = pathname.split("/");
  const known = kinds.find((name) => name === kind);
  const spoken = languages.find((name) => name === language);
  if (!known || !spoken) return { status: 404, type: "text/plain", body: "No such mail\n" };
  const mail = preview(known, spoken);
  return part === "text"
    ? { status: 200, type: "text/plain", body: `${mail.subject}\n\n${mail.text}` }
    : { status: 200, type: "text/html", body: mail.html };
}

function preview(kind: MailKind, language: Language) {
  return renderMail(kind, previewFrame(kind, language, { appUrl }), previewFacts(appUrl)[kind]);
}

function listOfMails(): string {
  const rows = kinds.flatMap((kind) =>
    languages.map((language) => {
      const { subject, html } = preview(kind, language);
      const size = `${(Buffer.byteLength(html) / 1024).toFixed(1)} KB`;
      const name = messagesFor(language).notifications.kinds[kind];
      return `<tr lang="${language}"><th scope="row">${name}</th><td>${subject}</td><td>${size}</td>
          <td><a href="/${kind}/${language}">HTML</a></td><td><a href="/${kind}/${language}/text">text</a></td></tr>`;
    }),
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mails of the portal</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <style>body{font:17px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
    td,th{border-bottom:1px solid #d9d4c7;padding:.5rem .6rem;text-align:start;vertical-align:top}table{border-collapse:collapse}</style>
    <h1>Mails of the portal</h1><p>Invented facts; nothing is sent.</p>
    <table><tr><th>Kind</th><th>Subject</th><th>HTML</th><th colspan="2">Look</th></tr>${rows.join("")}</table></html>`;
}

server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`Every mail, in every language: http://127.0.0.1:${port}/\n`);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => server.close());
