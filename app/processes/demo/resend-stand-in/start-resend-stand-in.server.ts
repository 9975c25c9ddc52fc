import { randomUUID } from "node:crypto";
import express from "express";
import type { Clock } from "#app/platform/clock.ts";
import { AnswerFaults } from "../stand-in/answer-faults.server.ts";
import { Journal } from "../stand-in/journal.server.ts";
import { listenOnLoopback } from "../stand-in/loopback-server.server.ts";
import { WebhookCourier } from "../stand-in/webhook-courier.server.ts";
import { attachmentFacts } from "./api-routes.ts";
import { serveApi } from "./api-server.server.ts";
import { serveMailbox } from "./mailbox-routes.server.ts";
import { type EmailEvent, PostOffice, type ReceivedEmail } from "./post-office.server.ts";
import { RateLimit } from "./rate-limit.ts";
import { SentLedger } from "./sent-ledger.ts";
import { svixHeaders } from "./svix-signature.ts";

export interface ResendStandInOptions {
  /** The time of every mail; webhook signatures and the rate limit go by the system's time. */
  readonly clock: Clock;
  /** A free one unless told. */
  readonly port?: number;
  readonly apiKey: string;
  /** "whsec_" and a base64 key. */
  readonly webhookSecret: string;
  /** Where events go; null keeps them until `webhooks.setUrl`. */
  readonly webhookUrl: string | null;
  /** Calls a second, a batch counting as one; 2 unless told, `Infinity` for no limit. */
  readonly ratePerSecond?: number;
  /** Verified sender domains; any sender is taken unless told. */
  readonly domains?: readonly string[];
  /** Keeps everything in `resend.jsonl` there; in memory only unless told. */
  readonly dataDir?: string;
  /** Milliseconds before each further try of a webhook. */
  readonly webhookRetryDelays?: readonly number[];
}

/** A mail that comes in from outside. */
export interface IncomingMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly { filename: string; contentType: string; content: Buffer }[];
}

export interface ResendStandIn {
  /** For `RESEND_BASE_URL`: "http://127.0.0.1:…". */
  readonly url: string;
  readonly port: number;
  /** The mailbox for people. */
  readonly mailboxUrl: string;
  /** The mailbox for scripts: `[{ id, to, subject, html, text, createdAt }]`, newest first, `?to=` and `?limit=`. */
  readonly mailboxJsonUrl: string;
  readonly sent: SentLedger;
  /** Every mail and suppression, for looking. */
  readonly office: PostOffice;
  /** Plans lost, late and failed API answers. */
  readonly answers: AnswerFaults;
  /** Plans duplicated, reversed, concurrent, late webhooks; `deliveries` tells what was sent and answered. */
  readonly webhooks: WebhookCourier;
  /** Another rate from now on. */
  setRate(perSecond: number): void;
  /** Resolves when every event has been delivered or given up. */
  idle(): Promise<void>;
  /** Delivers what was delayed and is due by the clock. Call it after moving the clock. */
  tick(): void;
  /** Makes something happen to a mail that went out: a late bounce, a complaint, an opening. */
  happen(emailId: string, event: EmailEvent, details?: object): void;
  /** A mail arrives from outside: announced by `email.received`, its content behind `/emails/receiving`. */
  receive(mail: IncomingMail): ReceivedEmail;
  stop(): Promise<void>;
}

const usualRate = 2;

/** Starts a simulated Resend account on loopback: its API, its webhooks, and a mailbox to read what was sent. */
export async function startResendStandIn(options: ResendStandInOptions): Promise<ResendStandIn> {
  const journal = await Journal.open(options.dataDir ?? null, "resend");
  const answers = new AnswerFaults();
  const webhooks = new WebhookCourier({
    url: options.webhookUrl,
    retryDelays: options.webhookRetryDelays,
    sign: ({ id, body }, at) => svixHeaders(options.webhookSecret, id, body, at),
    settled: ({ id }) => office.outgoing.delete(id),
  });
  const office = new PostOffice(journal, options.clock, (message) => webhooks.post(message));
  let rate = new RateLimit(options.ratePerSecond ?? usualRate);

  const app = express();
  app.disable("x-powered-by");
  serveApi(app, {
    office,
    apiKey: options.apiKey,
    domains: options.domains ?? null,
    rate: () => rate,
    faults: answers,
  });
  serveMailbox(app, office);
  const server = await listenOnLoopback(app, options.port);
  // What a stopped stand-in had not delivered is delivered by the next one.
  for (const message of office.outgoing.values()) webhooks.post(message);

  return {
    url: server.url,
    port: server.port,
    mailboxUrl: `${server.url}/mailbox`,
    mailboxJsonUrl: `${server.url}/mailbox.json`,
    sent: new SentLedger(office),
    office,
    answers,
    webhooks,
    setRate: (perSecond) => {
      rate = new RateLimit(perSecond);
    },
    idle: () => webhooks.idle(),
    tick: () => office.tick(),
    happen: (emailId, event, details) => {
      const email = office.emails.get(emailId);
      if (email === undefined) throw new Error(`No such e-mail: ${emailId}`);
      office.announce(email, event, [...email.to], details);
    },
    receive: (mail) => receive(office, mail),
    stop: async () => {
      webhooks.stop();
      await server.close();
      journal.close();
    },
  };
}

function receive(office: PostOffice, mail: IncomingMail): ReceivedEmail {
  const id = randomUUID();
  const email = office.received.put(id, {
    id,
    createdAt: office.now().toISOString(),
    messageId: `<${id}@outside.example>`,
    from: mail.from,
    to: [mail.to],
    cc: [],
    subject: mail.subject,
    text: mail.text ?? null,
    html: mail.html ?? null,
    headers: mail.headers ?? {},
    attachments: (mail.attachments ?? []).map(({ filename, contentType, content }) => ({
      id: randomUUID(),
      filename,
      contentType,
      contentId: null,
      base64: content.toString("base64"),
    })),
  });
  office.tell("email.received", {
    email_id: id,
    created_at: email.createdAt,
    from: email.from,
    to: email.to,
    bcc: [],
    cc: [],
    message_id: email.messageId,
    subject: email.subject,
    attachments: email.attachments.map((attachment) => {
      const { size: _size, ...told } = attachmentFacts(attachment);
      return told;
    }),
  });
  return email;
}
