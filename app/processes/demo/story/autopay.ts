import { startSetup } from "#app/domains/payments/autopay/start-setup.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { runTimetable } from "../work-off.server.ts";
import { at, type Calendar } from "./calendar.ts";
import { amina, association } from "./cast.ts";
import type { Moment, Stage } from "./stage.server.ts";

/** The association has its invoices paid by themselves: one was, another will be in a few days. */
export function autopayMoments(calendar: Calendar): Moment[] {
  const lookAfter = (day: number): Moment => ({
    at: at(calendar.day(day), "09:00"),
    happen: (stage) => runTimetable(stage.context, ["run-autopay"]),
  });
  return [
    { at: at(calendar.day(-12), "19:10"), happen: switchOn },
    // Told five days before, then taken.
    lookAfter(-8),
    lookAfter(-3),
    lookAfter(-1),
  ];
}

/** On the hosted page, as the stand-in for Stripe has it. */
async function switchOn(stage: Stage): Promise<void> {
  const { stripe } = stage.standIns;
  if (!stripe) throw new Error("Nowhere to save a card");
  const page = await startSetup(stage.context, await stage.customer(amina, association), {
    currency: "EUR",
    monthlyLimit: 60_000,
    language: "fr",
    returnTo: `/c/${association.number}/autopay`,
  });
  if (isRefused(page)) throw new Error(`${amina.name} cannot save a card: ${page.refused}`);
  const session = /cs_\w+/.exec(page.url)?.[0];
  if (!session) throw new Error(`No session in ${page.url}`);
  stripe.pay(session, { method: "card" });
  await stripe.idle();
}
