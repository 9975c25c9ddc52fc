import type { MailInvitation } from "#app/domains/accounts/members.server.ts";
import { queueInvitationMail } from "#app/domains/notifications/queue-mail.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";

/** The mail to an invited person, in the language of whoever invites them: the best guess there is. */
export function mailInvitationIn(context: Context, language: Language): MailInvitation {
  return (tx, invited) => queueInvitationMail(context, tx, { ...invited, language });
}
