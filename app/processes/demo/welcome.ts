import { cast } from "./story/cast.ts";

/** What the terminal says once the demonstration is ready: where it is, whom to be, where the mails are, how to stop. */
export function welcome({ url, mailboxUrl }: { url: string; mailboxUrl: string | null }): string {
  const width = Math.max(...cast.map(({ email }) => email.length));
  const people = cast
    .filter(({ goodFor }) => goodFor)
    .map(({ name, email, is, goodFor }) => `  ${email.padEnd(width)}  ${name}, ${is}: ${goodFor}`);
  const mails = mailboxUrl
    ? `Sign-in mails, and all others, arrive here: ${mailboxUrl}`
    : "Mails go to the provider that is configured.";
  return [
    "",
    `  Ready: ${url}`,
    "",
    "DEMONSTRATION. Sign in with one of these addresses (no password: a mail brings a link and a code):",
    ...people,
    "",
    mails,
    "Days pass with: npm run demo:advance -- DAYS    From the beginning: npm run demo:reset",
    "Ctrl-C stops everything; the next start finds it all as it was.",
    "",
  ].join("\n");
}
