import type { Clock } from "#app/platform/clock.ts";
import type { DemoDefaults } from "#app/platform/config.server.ts";
import { freePort } from "../free-port.server.ts";
import type { Started } from "../started.ts";
import type { DemoFolder, KeptFacts } from "./demo-folder.server.ts";
import {
  type ResendStandIn,
  startResendStandIn,
} from "./resend-stand-in/start-resend-stand-in.server.ts";
import {
  type StripeStandIn,
  startStripeStandIn,
} from "./stripe-stand-in/start-stripe-stand-in.server.ts";

/** The providers that the demonstration plays itself; null where the environment names a real (or another) one. */
export interface StandIns {
  readonly stripe: StripeStandIn | null;
  readonly resend: ResendStandIn | null;
}

/**
 * Starts the stand-ins that are needed, at the ports they had the last time where these are free: addresses in mails, in the
 * browser's history and in `demo.json` stay good. Webhooks wait until `deliverTo`.
 */
export async function startStandIns(
  started: Started,
  options: {
    folder: DemoFolder;
    facts: KeptFacts;
    clock: Clock;
    simulateStripe: boolean;
    simulateResend: boolean;
  },
): Promise<StandIns> {
  const { folder, facts, clock } = options;
  const dataDir = folder.at("stand-ins");
  const stripe = options.simulateStripe
    ? await startStripeStandIn({
        clock,
        port: await freePort(facts.stripe.port),
        secretKey: facts.stripe.secretKey,
        webhookSecret: facts.stripe.webhookSecret,
        webhookUrl: null,
        dataDir,
      })
    : null;
  if (stripe) await started.add(() => stripe.stop());
  const resend = options.simulateResend
    ? await startResendStandIn({
        clock,
        port: await freePort(facts.resend.port),
        apiKey: facts.resend.apiKey,
        webhookSecret: facts.resend.webhookSecret,
        webhookUrl: null,
        ratePerSecond: Number.POSITIVE_INFINITY,
        dataDir,
      })
    : null;
  if (resend) await started.add(() => resend.stop());
  if (stripe) facts.stripe.port = stripe.port;
  if (resend) facts.resend.port = resend.port;
  await folder.keep(facts);
  return { stripe, resend };
}

/** Sends their webhooks to the portal at this address from now on, those that waited first; null keeps them. */
export function deliverTo({ stripe, resend }: StandIns, portal: string | null): void {
  stripe?.webhooks.setUrl(portal && `${portal}/webhooks/stripe`);
  resend?.webhooks.setUrl(portal && `${portal}/webhooks/resend`);
}

/** Lets happen what the clock has made due, and resolves when the portal has been told. */
export async function catchUp({ stripe, resend }: StandIns): Promise<void> {
  stripe?.tick();
  resend?.tick();
  await Promise.all([stripe?.idle(), resend?.idle()]);
}

/** What `readConfig` takes for what the environment does not configure. */
export function demoDefaults(
  folder: DemoFolder,
  facts: KeptFacts,
  databaseUrl: string,
): DemoDefaults {
  return {
    databaseUrl,
    appSecret: facts.appSecret,
    filesDir: folder.at("files"),
    mailFrom: "Énergie des Alpes <factures@energie-des-alpes.example>",
    stripe: {
      secretKey: facts.stripe.secretKey,
      webhookSecret: facts.stripe.webhookSecret,
      apiBase: `http://127.0.0.1:${facts.stripe.port}`,
    },
    resend: {
      apiKey: facts.resend.apiKey,
      webhookSecret: facts.resend.webhookSecret,
      baseUrl: `http://127.0.0.1:${facts.resend.port}`,
    },
  };
}
