import { apiScopes, createApiKey } from "#app/domains/accounts/api-keys.server.ts";
import { createStaff } from "#app/domains/accounts/create-staff.server.ts";
import { updateBiller } from "#app/domains/accounts/update-biller.server.ts";
import type { SystemViewer } from "#app/domains/accounts/viewer.ts";
import { deliverMail } from "#app/domains/notifications/deliver-mail.server.ts";
import { addDays, dayIn } from "#app/platform/calendar.ts";
import type { SettableClock } from "#app/platform/clock.ts";
import type { Context } from "#app/platform/context.server.ts";
import { minutes } from "#app/platform/duration.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { type TaskList, taskList } from "../../task-list.ts";
import type { StandIns } from "../stand-ins.server.ts";
import { workOff } from "../work-off.server.ts";
import { biller, billerDescription } from "./biller.ts";
import { at, type Calendar, calendarOf, timeZone } from "./calendar.ts";
import { type CustomerPart, customers, staff } from "./cast.ts";
import { logoPng } from "./logo.ts";
import { momentsOf } from "./plot.ts";
import { PortalApi } from "./portal-api.server.ts";
import { type Moment, Stage } from "./stage.server.ts";

const teller: SystemViewer = { kind: "system", name: "demo story" };

interface Telling {
  readonly context: Context;
  /** Of the context: it is at the day on which the story ends, and is there again afterwards. */
  readonly clock: SettableClock;
  /** Where the portal's web server listens, with the same clock. */
  readonly portal: string;
  readonly standIns: StandIns;
}

/**
 * Tells three years of a company and its customers through the product: the biller's system through the API, people by the verbs
 * that their forms call, the worker in between. Nothing is written past them. The same day tells the same story (ids, secrets
 * and dispute references aside). Where mails would go to a real provider they are recorded and not sent.
 *
 * Answers the API key of the biller's system.
 */
export async function tellStory({ context, clock, portal, standIns }: Telling): Promise<string> {
  const end = clock.now();
  const calendar = calendarOf(dayIn(timeZone, end));
  const tasks: TaskList = standIns.resend
    ? taskList
    : { ...taskList, "deliver-mail": () => deliverMail(context, { recordOnly: true }) };
  const work = () => workOff(context, standIns, tasks);
  const beginning = addDays(calendar.months[0] ?? calendar.today, -1);

  clock.set(at(beginning, "08:00"));
  const key = await setUp(context, calendar);
  const api = new PortalApi(portal, key);
  for (const customer of customers) await api.putCustomer(customer.number, described(customer));

  const stage = new Stage({ context, clock, calendar, api, standIns, work });
  await play(stage, momentsOf(calendar, standIns.stripe !== null), work);
  clock.set(end);
  // What today brings belongs to the story too: with a real provider, the first mail that leaves is about something real.
  await stage.remind();
  await work();
  return key;
}

/**
 * Plays the moments in the order of time. Once people are told by mail, the worker comes by whenever nothing else happens for a
 * while, so that mails carry the hour of their cause.
 */
async function play(stage: Stage, moments: Moment[], work: () => Promise<void>): Promise<void> {
  const inOrder = [...moments].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const [index, moment] of inOrder.entries()) {
    stage.clock.set(moment.at);
    await moment.happen(stage);
    const next = inOrder[index + 1];
    const calm = !next || next.at.getTime() - moment.at.getTime() > minutes(5);
    if (calm && stage.live) await work();
  }
}

async function setUp(context: Context, calendar: Calendar): Promise<string> {
  const from = calendar.months[0] ?? calendar.today;
  const described = await updateBiller(context, teller, {
    ...billerDescription(from, addDays(calendar.today, 730)),
    logo: logoPng(),
  });
  if (isRefused(described)) throw new Error(`${biller.name}: ${described.refused}`);
  for (const member of staff) await createStaff(context, teller, member);
  const made = await createApiKey(context, teller, { name: "ERP", scopes: apiScopes });
  if (isRefused(made)) throw new Error(made.refused);
  return made.key;
}

function described({ number: _number, contact, ...customer }: CustomerPart): object {
  return { ...customer, contact: { email: contact.email } };
}
