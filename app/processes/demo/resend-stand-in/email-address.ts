/** `email@example.com` or `Name <email@example.com>`; null when it is neither. The address is lower-cased, as it is compared. */
export function addressOf(written: string): string | null {
  const named = /^[^<>]*<([^<>]+)>$/.exec(written.trim());
  const address = (named?.[1] ?? written).trim().toLowerCase();
  return /^[^\s@<>,]+@[^\s@<>,]+\.[a-z0-9-]{2,}$/.test(address) && address.length <= 320
    ? address
    : null;
}

export function localPartOf(address: string): string {
  return address.slice(0, address.lastIndexOf("@"));
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1);
}

/** What a mailbox does with a mail: decided by its local part, or by Resend's own test addresses. */
export type Fate =
  | "delivered"
  | "bounced"
  | "bounced-softly"
  | "complained"
  | "delayed"
  | "suppressed"
  | "silent";

const fates: readonly [RegExp, Fate][] = [
  [/^softbounce/, "bounced-softly"],
  [/^bounce/, "bounced"],
  [/^complain/, "complained"],
  [/^delay/, "delayed"],
  [/^suppress/, "suppressed"],
  [/^silent/, "silent"],
];

export function fateOf(address: string): Fate {
  return fates.find(([start]) => start.test(localPartOf(address)))?.[1] ?? "delivered";
}
