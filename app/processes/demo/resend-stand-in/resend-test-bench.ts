import { Resend } from "resend";
import { SettableClock } from "#app/platform/clock.ts";
import { startWebhookReceiver, type WebhookReceiver } from "#tests/support/webhook-receiver.ts";
import {
  type ResendStandIn,
  type ResendStandInOptions,
  startResendStandIn,
} from "./start-resend-stand-in.server.ts";

export const apiKey = "re_test_key";
const webhookSecret = `whsec_${Buffer.from("a secret of the stand-in").toString("base64")}`;

/** A webhook as the SDK verified it. */
export interface Told {
  readonly type: string;
  readonly created_at: string;
  readonly data: Record<string, unknown> & { to: string[]; email_id: string };
}

export interface ResendBench {
  readonly clock: SettableClock;
  readonly standIn: ResendStandIn;
  /** The official SDK, talking to the stand-in. */
  readonly resend: Resend;
  readonly receiver: WebhookReceiver;
  /** Sends the usual mail, changed. */
  send(change?: object, idempotencyKey?: string): ReturnType<Resend["emails"]["send"]>;
  /** The events that arrived, in order of arrival. */
  told(): Promise<Told[]>;
  types(): Promise<string[]>;
  stop(): Promise<void>;
}

/** A stand-in, the SDK in front of it and a webhook receiver behind it: what the tests of this folder work at. */
export async function startBench(
  options: Partial<ResendStandInOptions> = {},
): Promise<ResendBench> {
  const clock = new SettableClock(new Date("2026-11-16T09:00:00Z"));
  const receiver = await startWebhookReceiver();
  const standIn = await startResendStandIn({
    clock,
    apiKey,
    webhookSecret,
    webhookUrl: receiver.url,
    ratePerSecond: Number.POSITIVE_INFINITY,
    webhookRetryDelays: [5, 5, 5],
    ...options,
  });
  // One at a time arrives in order; tests of disorder ask for it.
  standIn.webhooks.faults.concurrency = 1;
  const resend = new Resend(apiKey, { baseUrl: standIn.url });
  const told = async () => {
    await standIn.idle();
    return receiver.received.map(
      ({ body, headers }) =>
        resend.webhooks.verify({
          payload: body,
          headers: {
            id: String(headers["svix-id"]),
            timestamp: String(headers["svix-timestamp"]),
            signature: String(headers["svix-signature"]),
          },
          webhookSecret,
        }) as unknown as Told,
    );
  };
  return {
    clock,
    standIn,
    resend,
    receiver,
    send: (change = {}, idempotencyKey) =>
      resend.emails.send(mail(change), idempotencyKey === undefined ? {} : { idempotencyKey }),
    told,
    types: async () => (await told()).map(({ type }) => type),
    stop: async () => {
      await standIn.stop();
      await receiver.stop();
    },
  };
}

export function mail(change: object = {}) {
  return {
    from: "Énergie du Rhône <factures@energie.example>",
    to: "nadia@fournil.example",
    subject: "Facture FA-2026-01902",
    html: "<p>464,20 €</p>",
    text: "464,20 €",
    ...change,
  };
}
