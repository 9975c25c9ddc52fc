import type { RenderedMail } from "#emails/render-mail.ts";
import type { ProviderMail } from "./resend.server.ts";

/**
 * The mail as the provider takes it. Replies go to a human of the biller. Automatic answers are asked not to answer
 * (RFC 3834). `List-Unsubscribe` (RFC 8058) of mails that can be switched off belongs into `headers`.
 */
export function providerMail(
  mail: RenderedMail,
  about: {
    /** `MAIL_FROM`, an address or "Name <address>". */
    from: string;
    billerName: string;
    replyTo: string;
    to: string;
    kind: string;
    id: string;
    customerId: string;
  },
): ProviderMail {
  return {
    from: sender(about.from, about.billerName),
    to: [about.to],
    ...(about.replyTo ? { reply_to: about.replyTo } : {}),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    tags: [
      { name: "kind", value: about.kind },
      // By these a webhook finds the row even when the answer to our request was lost.
      { name: "notification", value: about.id },
      { name: "customer", value: about.customerId },
    ],
  };
}

/** "Énergie des Alpes <factures@…>": people read the name, so a bare address gets the biller's. */
function sender(from: string, billerName: string): string {
  const name = billerName.replace(/[<>"\r\n]/g, "").trim();
  return from.includes("<") || !name ? from : `${name} <${from}>`;
}
