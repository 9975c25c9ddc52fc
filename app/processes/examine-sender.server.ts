import type { Resolver } from "node:dns/promises";
import {
  dmarcPlaces,
  type Finding,
  isDmarc,
  judgeBounces,
  judgeDkim,
  judgeDmarc,
  judgeReplies,
  judgeSpf,
} from "./mail-dns.ts";
import { Obstacle } from "./run-process.server.ts";

export interface Sender {
  /** Domain of MAIL_FROM, as it is registered at Resend. */
  readonly domain: string;
  /** Label below it that Resend uses as return path: "send" unless told otherwise there. */
  readonly returnPath: string;
  /** MAIL_REPLY_DOMAIN; null when it is not set. */
  readonly replyDomain: string | null;
}

/** Asks DNS what receivers of our mail will ask. Throws an Obstacle when it does not answer: nothing is known then. */
export async function examineSender(
  resolver: Resolver,
  { domain, returnPath, replyDomain }: Sender,
): Promise<Finding[]> {
  const texts = async (name: string) =>
    (await answerOf(name, resolver.resolveTxt(name))).map((parts) => parts.join(""));
  const exchanges = async (name: string) =>
    (await answerOf(name, resolver.resolveMx(name)))
      .toSorted((a, b) => a.priority - b.priority)
      .map(({ exchange }) => exchange);
  const envelope = `${returnPath}.${domain}`;
  const key = `resend._domainkey.${domain}`;
  return [
    judgeSpf(envelope, await texts(envelope)),
    judgeBounces(envelope, await exchanges(envelope)),
    judgeDkim(key, await texts(key)),
    judgeDmarc(domain, await dmarcPolicy(domain, texts)),
    judgeReplies(replyDomain, replyDomain ? await exchanges(replyDomain) : []),
  ];
}

async function dmarcPolicy(domain: string, texts: (name: string) => Promise<string[]>) {
  for (const place of dmarcPlaces(domain)) {
    const found = await texts(`_dmarc.${place}`);
    if (found.some(isDmarc)) return { foundAt: place, texts: found };
  }
  return { foundAt: domain, texts: [] };
}

async function answerOf<T>(name: string, asked: Promise<T[]>): Promise<T[]> {
  try {
    return await asked;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENODATA" || code === "ENOTFOUND") return [];
    throw new Obstacle(
      `DNS cannot be reached or does not answer (${code}, asking for ${name}): nothing is known about the sender. Try again from a machine with DNS, or name a server: --server 9.9.9.9`,
    );
  }
}
