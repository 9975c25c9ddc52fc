import { expect } from "@playwright/test";
import { demonstration } from "./portal.ts";

/** A mail as the demonstration's mailbox has it. */
export interface ReceivedMail {
  id: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  createdAt: string;
}

/** Every mail to this address so far, newest first. */
export async function mailsTo(address: string): Promise<ReceivedMail[]> {
  const { mailbox } = demonstration();
  if (!mailbox) throw new Error("The demonstration has no mailbox");
  const response = await fetch(`${mailbox}?to=${encodeURIComponent(address)}`);
  return (await response.json()) as ReceivedMail[];
}

/** Waits for a mail to this address that is not among `known`; every word of `about` is in its subject or text. */
export async function nextMail(
  address: string,
  { known = [], about = [] }: { known?: readonly ReceivedMail[]; about?: readonly string[] } = {},
): Promise<ReceivedMail> {
  const seen = new Set(known.map(({ id }) => id));
  const fresh = async () =>
    (await mailsTo(address)).find(
      ({ id, subject, text }) =>
        !seen.has(id) && about.every((word) => `${subject}\n${text}`.includes(word)),
    );
  await expect
    .poll(fresh, { message: `a mail to ${address} about ${about.join(", ")}` })
    .toBeTruthy();
  return (await fresh()) as ReceivedMail;
}

/** The first address of ours in a mail that begins with this path: "/login/", "/i/". */
export function linkIn({ text }: ReceivedMail, path: string): string {
  const found = text
    .match(/https?:\/\/[^\s<>)]+/g)
    ?.find((url) => new URL(url).pathname.startsWith(path));
  if (!found) throw new Error(`No link to ${path} in:\n${text}`);
  return found;
}

/** Waits for the sign-in mail that was just asked for. */
export const nextSignInMail = (address: string, known: readonly ReceivedMail[]) =>
  nextMail(address, { known, about: ["/login/"] });

/** The eight digits of a sign-in mail. */
export function codeIn({ text }: ReceivedMail): string {
  const digits = /\b(\d{4})[\s\u00a0\u202f]?(\d{4})\b/.exec(text);
  if (!digits) throw new Error(`No code in:\n${text}`);
  return `${digits[1]}${digits[2]}`;
}
