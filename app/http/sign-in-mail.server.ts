import type { MailSignIn } from "#app/domains/accounts/request-sign-in.server.ts";
import { queueSignInMail } from "#app/domains/notifications/queue-mail.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";

/** Writes the sign-in mail, in the person's language or that of the page where it was asked for. Accounts does not know notifications: they meet here. */
export function mailSignInIn(context: Context, language: Language): MailSignIn {
  return (tx, mail) => queueSignInMail(context, tx, { ...mail, language, nextPath: mail.next });
}
