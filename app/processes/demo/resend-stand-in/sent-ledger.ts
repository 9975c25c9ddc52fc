import type { EmailEvent, PostOffice } from "./post-office.server.ts";

/** One e-mail that was accepted: what a real person would have got. */
export interface SentEmail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly idempotencyKey: string | null;
  readonly lastEvent: EmailEvent;
  readonly createdAt: Date;
}

/** What was really accepted, the judge of every test: each entry is one e-mail in somebody's inbox, however often it was asked for. */
export class SentLedger {
  readonly #office: PostOffice;

  constructor(office: PostOffice) {
    this.#office = office;
  }

  get count(): number {
    return this.#office.emails.size;
  }

  /** Oldest first. */
  emails(): SentEmail[] {
    return this.#office.emails
      .values()
      .map(({ id, to, subject, tags, idempotencyKey, createdAt }) => ({
        id,
        to,
        subject,
        tags: Object.fromEntries(tags.map(({ name, value }) => [name, value])),
        idempotencyKey,
        lastEvent: this.#office.stateOf(id),
        createdAt: new Date(createdAt),
      }));
  }

  /** E-mails to an address, without name. */
  to(address: string): SentEmail[] {
    return this.emails().filter(({ to }) =>
      to.some((one) => one.toLowerCase().includes(address.toLowerCase())),
    );
  }
}
