import { randomUUID } from "node:crypto";
import type { Clock } from "#app/platform/clock.ts";
import { hours } from "#app/platform/duration.ts";
import type { Collection, Journal } from "../stand-in/journal.server.ts";
import type { WebhookMessage } from "../stand-in/webhook-courier.server.ts";
import { addressOf, type Fate, fateOf } from "./email-address.ts";
import type { EmailAttachment, EmailContent } from "./email-request.ts";

export type EmailEvent =
  | "queued"
  | "sent"
  | "delivered"
  | "delivery_delayed"
  | "bounced"
  | "complained"
  | "suppressed"
  | "opened"
  | "clicked";

export interface StoredEmail extends EmailContent {
  readonly id: string;
  readonly messageId: string;
  /** ISO 8601, by the injected clock. */
  readonly createdAt: string;
  readonly idempotencyKey: string | null;
}

export interface Suppression {
  readonly id: string;
  readonly email: string;
  readonly origin: "bounce" | "complaint" | "manual";
  readonly sourceId: string | null;
  readonly createdAt: string;
}

export interface ReceivedEmail {
  readonly id: string;
  readonly createdAt: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly attachments: readonly (EmailAttachment & { readonly id: string })[];
}

export interface StoredAnswer {
  /** A digest of what was asked. */
  readonly request: string;
  readonly body: string;
  readonly storedAt: number;
}

interface Delayed {
  readonly emailId: string;
  readonly to: readonly string[];
  readonly dueAt: number;
}

const delayedFor = hours(4);

/** Takes e-mails in, decides what becomes of each recipient, and tells it in webhooks. */
export class PostOffice {
  readonly emails: Collection<StoredEmail>;
  readonly suppressions: Collection<Suppression>;
  readonly received: Collection<ReceivedEmail>;
  readonly answers: Collection<StoredAnswer>;
  /** Webhooks on their way: kept until they are delivered, so that a restart loses none. */
  readonly outgoing: Collection<WebhookMessage>;
  readonly #delayed: Collection<Delayed>;
  /** Apart from the mails: a mail is large and written once, its state changes. */
  readonly #states: Collection<EmailEvent>;
  readonly #clock: Clock;
  readonly #deliver: (message: WebhookMessage) => void;

  constructor(journal: Journal, clock: Clock, deliver: (message: WebhookMessage) => void) {
    this.#clock = clock;
    this.#deliver = deliver;
    this.emails = journal.collection("emails");
    this.suppressions = journal.collection("suppressions");
    this.received = journal.collection("received");
    this.answers = journal.collection("answers");
    this.outgoing = journal.collection("outgoing");
    this.#delayed = journal.collection("delayed");
    this.#states = journal.collection("states");
  }

  now(): Date {
    return this.#clock.now();
  }

  /** The last event of a mail, `queued` before the first. */
  stateOf(emailId: string): EmailEvent {
    return this.#states.get(emailId) ?? "queued";
  }

  accept(content: EmailContent, idempotencyKey: string | null): StoredEmail {
    const id = randomUUID();
    return this.emails.put(id, {
      ...content,
      id,
      messageId: `<${id}@stand-in.resend.example>`,
      createdAt: this.now().toISOString(),
      idempotencyKey,
    });
  }

  /** Sends an accepted e-mail on its way: one fate per recipient, one event per fate. */
  dispatch(emailId: string): void {
    const email = this.emails.get(emailId);
    if (email === undefined) return;
    const fates = new Map<Fate, string[]>();
    for (const address of recipientsOf(email)) {
      const fate = this.suppressions.has(address) ? "suppressed" : fateOf(address);
      fates.set(fate, [...(fates.get(fate) ?? []), address]);
    }
    const suppressed = fates.get("suppressed");
    fates.delete("suppressed");
    if (suppressed) this.#suppress(email, suppressed);
    if (fates.size === 0) return;
    this.announce(email, "sent", [...fates.values()].flat());
    for (const [fate, addresses] of fates) this.#meet(email, fate, addresses);
  }

  #meet(email: StoredEmail, fate: Fate, to: string[]): void {
    if (fate === "silent") return;
    if (fate === "bounced" || fate === "bounced-softly") {
      const hard = fate === "bounced";
      if (hard) for (const address of to) this.suppress(address, "bounce", email.id);
      this.announce(email, "bounced", to, { bounce: bounceDetails(hard) });
      return;
    }
    if (fate === "delayed") {
      const dueAt = this.now().getTime() + delayedFor;
      this.#delayed.put(email.id, { emailId: email.id, to, dueAt });
      this.announce(email, "delivery_delayed", to);
      return;
    }
    this.announce(email, "delivered", to);
    if (fate !== "complained") return;
    for (const address of to) this.suppress(address, "complaint", email.id);
    this.announce(email, "complained", to);
  }

  #suppress(email: StoredEmail, to: string[]): void {
    const complained = to.some((address) => this.suppressions.get(address)?.origin === "complaint");
    this.announce(email, "suppressed", to, {
      suppressed: {
        diagnosticCode: [],
        message:
          "Resend has suppressed sending to this address because it is on the account-level suppression list.",
        reason: complained ? "previous_complaint" : "previous_bounce",
        type: "OnAccountSuppressionList",
      },
    });
  }

  suppress(address: string, origin: Suppression["origin"], sourceId: string | null): Suppression {
    const known = this.suppressions.get(address);
    if (known !== undefined) return known;
    const createdAt = this.now().toISOString();
    return this.suppressions.put(address, {
      id: randomUUID(),
      email: address,
      origin,
      sourceId,
      createdAt,
    });
  }

  /** Delivers what was delayed and is due by the clock. */
  tick(): void {
    for (const { emailId, to, dueAt } of this.#delayed.values()) {
      if (dueAt > this.now().getTime()) continue;
      this.#delayed.delete(emailId);
      const email = this.emails.get(emailId);
      if (email !== undefined) this.announce(email, "delivered", [...to]);
    }
  }

  /** Tells one event of one e-mail, and keeps it as the e-mail's last. */
  announce(email: StoredEmail, event: EmailEvent, to: string[], details: object = {}): void {
    this.#states.put(email.id, event);
    const headers = Object.entries(email.headers).map(([name, value]) => ({ name, value }));
    this.tell(`email.${event}`, {
      email_id: email.id,
      created_at: email.createdAt,
      from: email.from,
      to,
      subject: email.subject,
      tags: Object.fromEntries(email.tags.map(({ name, value }) => [name, value])),
      ...(headers.length > 0 ? { headers } : {}),
      ...details,
    });
  }

  tell(type: string, data: object): void {
    const body = JSON.stringify({ type, created_at: this.now().toISOString(), data });
    const message = { id: `msg_${randomUUID().replaceAll("-", "")}`, type, body };
    this.outgoing.put(message.id, message);
    this.#deliver(message);
  }
}

function recipientsOf(email: EmailContent): string[] {
  const written = [...email.to, ...email.cc, ...email.bcc];
  return [...new Set(written.map((one) => addressOf(one) ?? one))];
}

function bounceDetails(hard: boolean): object {
  return hard
    ? {
        diagnosticCode: ["smtp; 550 5.1.1 user unknown"],
        message: "The recipient's email address does not exist.",
        subType: "General",
        type: "Permanent",
      }
    : {
        diagnosticCode: ["smtp; 452 4.2.2 mailbox full"],
        message: "The recipient's mailbox is full.",
        subType: "MailboxFull",
        type: "Transient",
      };
}
