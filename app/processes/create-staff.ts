import { createStaff } from "#app/domains/accounts/create-staff.server.ts";
import { requestSignIn } from "#app/domains/accounts/request-sign-in.server.ts";
import { queueSignInMail } from "#app/domains/notifications/queue-mail.server.ts";
import { ConfigError, readConfig } from "#app/platform/config.server.ts";
import { createContext } from "#app/platform/context.server.ts";
import { defaultLanguage } from "#app/platform/i18n/language.ts";
import { isRefused } from "#app/platform/refusal.ts";

const usage = 'Usage: npm run staff:create -- EMAIL ["NAME"]\n';

/**
 * `npm run staff:create -- EMAIL`: makes a manager (the first; managers invite the others from the portal) and mails a sign-in
 * link. Safe to run again: it sends another link. The worker sends the mail.
 */
async function main(email: string | undefined, name: string | undefined): Promise<number> {
  if (!email?.includes("@")) {
    process.stderr.write(usage);
    return 2;
  }
  const context = createContext(readConfig(), { applicationName: "invoice-portal staff:create" });
  try {
    const made = await createStaff(
      context,
      { kind: "system", name: "staff:create" },
      { email, name: name ?? email, role: "manager" },
    );
    if (isRefused(made)) throw new Error(made.refused);
    // No browser asked: the link works in whichever the manager opens it.
    await requestSignIn(
      context,
      { email: made.email, browserId: null, next: "/staff" },
      (tx, mail) =>
        queueSignInMail(context, tx, { ...mail, language: defaultLanguage, nextPath: mail.next }),
    );
    process.stdout.write(
      `${made.email} is a manager. A sign-in link, valid for ten minutes, is on its way.\n`,
    );
    return 0;
  } finally {
    await context.close();
  }
}

try {
  process.exitCode = await main(process.argv[2], process.argv[3]);
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exitCode = 1;
}
