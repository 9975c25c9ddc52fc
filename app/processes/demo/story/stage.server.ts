import { redeemSignInLink } from "#app/domains/accounts/redeem-sign-in.server.ts";
import { requestSignIn, type SignInMail } from "#app/domains/accounts/request-sign-in.server.ts";
import { staffViewerFor } from "#app/domains/accounts/staff-members.server.ts";
import type { PersonViewer, StaffViewer } from "#app/domains/accounts/viewer.ts";
import { viewerForPerson } from "#app/domains/accounts/viewer-for-person.server.ts";
import { queueSignInMail } from "#app/domains/notifications/queue-mail.server.ts";
import type { SettableClock } from "#app/platform/clock.ts";
import type { Context } from "#app/platform/context.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { catchUp, type StandIns } from "../stand-ins.server.ts";
import { runTimetable } from "../work-off.server.ts";
import type { Calendar } from "./calendar.ts";
import type { CustomerPart, PersonPart } from "./cast.ts";
import { asSent, type NumberedDocument, payableOf } from "./document.ts";
import type { PortalApi } from "./portal-api.server.ts";

/** A thing that happens in the story. */
export interface Moment {
  readonly at: Date;
  happen(stage: Stage): Promise<unknown>;
}

/** A document that the portal has taken in. */
export interface KnownDocument extends NumberedDocument {
  readonly id: string;
}

interface Parts {
  readonly context: Context;
  readonly clock: SettableClock;
  readonly calendar: Calendar;
  readonly api: PortalApi;
  readonly standIns: StandIns;
  /** Lets the worker do all that waits. */
  readonly work: () => Promise<void>;
}

/** Where the story is told: the portal's doors, who is signed in, and what has been sent so far. */
export class Stage {
  readonly context: Context;
  readonly clock: SettableClock;
  readonly calendar: Calendar;
  readonly api: PortalApi;
  readonly standIns: StandIns;
  readonly work: () => Promise<void>;
  /** Disputes by the key of their invoice. */
  readonly disputes = new Map<string, { id: string; reference: string }>();
  readonly #documents = new Map<string, KnownDocument>();
  readonly #signedIn = new Map<string, { personId: string; name: string; email: string }>();

  constructor(parts: Parts) {
    this.context = parts.context;
    this.clock = parts.clock;
    this.calendar = parts.calendar;
    this.api = parts.api;
    this.standIns = parts.standIns;
    this.work = parts.work;
  }

  /** Whether people are told by mail at this moment of the story. */
  get live(): boolean {
    return this.clock.now().toISOString().slice(0, 10) >= this.calendar.liveFrom;
  }

  /** The biller's system sends documents of a day: what a credit note of the same day corrects before it. */
  async send(documents: readonly NumberedDocument[]): Promise<void> {
    const notes = documents.filter(({ corrects }) => corrects);
    await this.#sendTogether(documents.filter(({ corrects }) => !corrects));
    await this.#sendTogether(notes);
  }

  async #sendTogether(documents: readonly NumberedDocument[]): Promise<void> {
    if (documents.length === 0) return;
    const bodies = documents.map((document) =>
      asSent(document, {
        ...(document.corrects
          ? {
              corrected: this.document(document.corrects),
              disputeReference: this.disputes.get(document.corrects)?.reference,
            }
          : {}),
      }),
    );
    const ids = await this.api.sendDocuments(bodies, { notify: this.live });
    for (const [index, document] of documents.entries())
      this.#documents.set(document.key, { ...document, id: ids[index] ?? "" });
  }

  /** Lets the stand-ins do what has come due at their side. */
  async catchUp(): Promise<void> {
    await catchUp(this.standIns);
  }

  /** What the worker's timetable does every hour. */
  async remind(): Promise<void> {
    await runTimetable(this.context, ["follow-plans", "schedule-reminders"]);
  }

  /** What credit notes of the story have taken off an invoice so far, minor units. */
  creditedOf({ key }: NumberedDocument): number {
    return [...this.#documents.values()]
      .filter(({ corrects }) => corrects === key)
      .reduce((sum, note) => sum + payableOf(note), 0);
  }

  document(key: string): KnownDocument {
    const found = this.#documents.get(key);
    if (!found) throw new Error(`The story speaks of ${key} before it was sent`);
    return found;
  }

  /** A person acting for a customer, signed in. */
  async customer(person: PersonPart, customer: CustomerPart): Promise<PersonViewer> {
    const viewer = await viewerForPerson(this.context, await this.#signIn(person), customer.number);
    if (isRefused(viewer)) throw new Error(`${person.name} does not act for ${customer.name}`);
    return viewer;
  }

  async staff(person: PersonPart): Promise<StaffViewer> {
    const viewer = await staffViewerFor(this.context, await this.#signIn(person));
    if (!viewer) throw new Error(`${person.name} is not on the staff`);
    return viewer;
  }

  /** By the link of a sign-in mail, once per person: the session lasts for the rest of the story. */
  async #signIn({ name, email }: PersonPart) {
    const known = this.#signedIn.get(email);
    if (known) return known;
    const browserId = `story ${email}`;
    let received: SignInMail | null = null;
    await requestSignIn(this.context, { email, browserId, next: null }, async (tx, mail) => {
      received = mail;
      await queueSignInMail(this.context, tx, { ...mail, language: "fr", nextPath: mail.next });
    });
    if (!received) throw new Error(`${email} has no account`);
    // The mail arrives before its link is followed; ten minutes later it would not be sent any more.
    await this.work();
    const { token } = received as SignInMail;
    const redeemed = await redeemSignInLink(this.context, {
      token,
      browserId,
      clientAddress: null,
    });
    if (isRefused(redeemed)) throw new Error(`${email} could not sign in: ${redeemed.refused}`);
    const person = { personId: redeemed.personId, name, email };
    this.#signedIn.set(email, person);
    return person;
  }
}
