/** What was found about one thing that mail needs in DNS. */
export interface Finding {
  readonly about: "SPF" | "bounces" | "DKIM" | "DMARC" | "replies";
  readonly good: boolean;
  /** One or two sentences: what is there, or what to publish. */
  readonly sentence: string;
}

/**
 * SPF of the return path (RFC 7208): Resend sends with an envelope sender below the domain, `send.` unless told otherwise, and
 * through Amazon SES. The record of the domain itself plays no part.
 */
export function judgeSpf(name: string, texts: readonly string[]): Finding {
  const about = "SPF";
  const publish = `Publish at ${name}: TXT "v=spf1 include:amazonses.com ~all".`;
  const records = texts.filter((text) => /^v=spf1( |$)/i.test(text));
  const [record] = records;
  if (!record) return { about, good: false, sentence: `There is no SPF record. ${publish}` };
  if (records.length > 1)
    return {
      about,
      good: false,
      sentence: `${name} has ${records.length} SPF records, so that none counts (RFC 7208, 4.5). Keep one, with include:amazonses.com in it.`,
    };
  const terms = record.toLowerCase().split(/ +/);
  if (!terms.includes("include:amazonses.com"))
    return {
      about,
      good: false,
      sentence: `The SPF record of ${name} does not allow Resend's servers: "${record}". Add include:amazonses.com before its end.`,
    };
  if (!terms.some((term) => /^[-~]all$|^redirect=/.test(term)))
    return {
      about,
      good: false,
      sentence: `The SPF record of ${name} allows everybody else too: "${record}". End it with ~all or -all.`,
    };
  return { about, good: true, sentence: `${name} allows Resend's servers.` };
}

/** Bounces and complaints reach Resend, and our messages page, only through this. */
export function judgeBounces(name: string, exchanges: readonly string[]): Finding {
  const about = "bounces";
  const good = exchanges.some((each) => /^feedback-smtp\.[a-z0-9-]+\.amazonses\.com$/i.test(each));
  if (good) return { about, good, sentence: `${name} takes them to Resend.` };
  const found = exchanges.length > 0 ? ` (now: ${exchanges.join(", ")})` : "";
  return {
    about,
    good,
    sentence: `Bounces do not come back to Resend. Publish at ${name}: MX 10 feedback-smtp.REGION.amazonses.com, with the region that Resend shows${found}.`,
  };
}

/** The public key (RFC 6376, 3.6.1). That it is the right one, Resend alone can tell: its domain page says "verified". */
export function judgeDkim(name: string, texts: readonly string[]): Finding {
  const about = "DKIM";
  const keys = texts.map((text) => /(?:^|;)\s*p\s*=\s*([^;]*)/.exec(text)?.[1]?.replace(/\s/g, ""));
  const publish = `Publish at ${name} the TXT record that Resend shows for the domain: "p=…".`;
  if (keys.some((key) => key === ""))
    return { about, good: false, sentence: `The key is revoked ("p=" is empty). ${publish}` };
  // 1024 bits of RSA are 216 characters; a form that cuts a longer key at 255 leaves no whole groups of four.
  const whole = keys.some((key) => key && key.length >= 200 && /^(?:[\w+/=]{4})+$/.test(key));
  if (whole) return { about, good: true, sentence: `${name} has a key.` };
  if (keys.some(Boolean))
    return { about, good: false, sentence: `The key at ${name} is not whole. ${publish}` };
  return { about, good: false, sentence: `There is no key. ${publish}` };
}

/**
 * The policy that applies to `domain`: its own, or that of a parent, whose `sp` then goes before `p` (RFC 7489, 6.6.3).
 * `texts` are those of `_dmarc.FOUND_AT`.
 */
export function judgeDmarc(
  domain: string,
  { foundAt, texts }: { foundAt: string; texts: readonly string[] },
): Finding {
  const about = "DMARC";
  const good = `"v=DMARC1; p=quarantine; rua=mailto:dmarc@${domain}"`;
  const records = texts.filter(isDmarc);
  const [record] = records;
  if (!record)
    return {
      about,
      good: false,
      sentence: `Anybody may send in the name of ${domain}. Publish at _dmarc.${domain}: TXT ${good}; p=reject once the reports are clean.`,
    };
  if (records.length > 1)
    return {
      about,
      good: false,
      sentence: `_dmarc.${foundAt} has ${records.length} records, so that none counts. Keep one.`,
    };
  const tags = new Map(
    record.split(";").map((tag) => {
      const [name = "", ...value] = tag.split("=");
      return [name.trim().toLowerCase(), value.join("=").trim()];
    }),
  );
  const inherited = foundAt === domain ? "" : ` (of ${foundAt})`;
  const policy = ((inherited && tags.get("sp")) || tags.get("p") || "").toLowerCase();
  if (policy !== "reject" && policy !== "quarantine")
    return {
      about,
      good: false,
      sentence: `The policy${inherited} is p=${policy || "missing"}: forged invoices are delivered. Publish at _dmarc.${domain}: TXT ${good}; p=reject once the reports are clean.`,
    };
  const share = tags.get("pct") ?? "100";
  if (share !== "100")
    return {
      about,
      good: false,
      sentence: `The policy${inherited} covers only ${share} % of forged mail. Remove pct=${share} from _dmarc.${foundAt}.`,
    };
  const next = [
    policy === "quarantine" ? "p=reject is next, once the reports are clean." : "",
    tags.has("rua") ? "" : "With rua=mailto:… you would get reports.",
  ];
  return {
    about,
    good: true,
    sentence: [`Forged mail is met with p=${policy}${inherited}.`, ...next]
      .filter(Boolean)
      .join(" "),
  };
}

export function isDmarc(text: string): boolean {
  return /^v\s*=\s*DMARC1\s*(;|$)/.test(text);
}

/** Where policies are looked for: the domain and its parents, but no top-level domain. */
export function dmarcPlaces(domain: string): string[] {
  const labels = domain.split(".");
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join("."));
}

/** MX of MAIL_REPLY_DOMAIN. A single "." says that no mail is taken (RFC 7505). */
export function judgeReplies(replyDomain: string | null, exchanges: readonly string[]): Finding {
  const about = "replies";
  if (replyDomain === null)
    return {
      about,
      good: true,
      sentence: "MAIL_REPLY_DOMAIN is not set: answers to mails go to the biller's own address.",
    };
  const real = exchanges.filter((each) => each !== "" && each !== ".");
  if (real.length > 0)
    return { about, good: true, sentence: `${replyDomain} takes mail at ${real.join(", ")}.` };
  return {
    about,
    good: false,
    sentence: `Answers to mails would bounce. Publish at ${replyDomain} the MX record that Resend shows under "Receiving".`,
  };
}
