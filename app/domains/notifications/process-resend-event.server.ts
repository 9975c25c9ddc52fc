import { and, eq, or } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { hours, later, minutes } from "#app/platform/duration.ts";
import type { EventType } from "#app/platform/event-types.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import {
  deliveryEvents,
  type NotificationState,
  notifications,
  suppressions,
} from "#db/schema/notifications.ts";
import { providerEvents } from "#db/schema/platform.ts";
import { announceDelivery } from "./announce-delivery.server.ts";
import { type DeliveryNews, readDeliveryNews } from "./delivery-news.ts";
import { forward, stateTold } from "./delivery-state.ts";
import type { MailRow } from "./mail-row.ts";
import { askStaff } from "./settle-request.server.ts";

/** An event may overtake the answer to our own request; one about a mail that nobody here sent is given up after this. */
const patience = hours(1);

/**
 * Applies a stored webhook once: the mail's state moves forward only, the history is kept, an address that refuses is remembered,
 * a human is asked to use another way. Running it again does nothing.
 */
export async function processResendEvent(
  context: Context,
  id: string,
): Promise<"applied" | "known" | "ignored" | "waiting"> {
  return inScope(context, "all", async (tx) => {
    const event = and(eq(providerEvents.provider, "resend"), eq(providerEvents.id, id));
    const [stored] = await tx.select().from(providerEvents).where(event).for("update");
    if (!stored || stored.processedAt) return "known";
    const news = readDeliveryNews(stored.payload);
    const mail = news && (await findMail(tx, news));
    const now = context.clock.now();
    if (news && !mail && later(stored.receivedAt, patience) > now) {
      const runAt = later(now, minutes(1));
      await enqueue(tx, "process-provider-event", { provider: "resend", id }, { runAt });
      return "waiting";
    }
    if (news && mail) await apply(context, tx, { id, news, mail });
    await tx
      .update(providerEvents)
      .set({ processedAt: now, error: news && !mail ? "No such mail of ours" : null })
      .where(event);
    return news && mail ? "applied" : "ignored";
  });
}

/** By the provider's id, else by our own tags: the answer that would have told us the id may be lost. */
async function findMail(tx: Transaction, news: DeliveryNews): Promise<MailRow | undefined> {
  const [mail] = await tx
    .select()
    .from(notifications)
    .where(
      or(
        eq(notifications.providerId, news.providerId),
        news.row
          ? and(
              eq(notifications.customerId, news.row.customerId),
              eq(notifications.id, news.row.id),
            )
          : undefined,
      ),
    )
    .limit(1)
    .for("update");
  return mail;
}

async function apply(
  context: Context,
  tx: Transaction,
  { id, news, mail }: { id: string; news: DeliveryNews; mail: MailRow },
): Promise<void> {
  const fresh = await tx
    .insert(deliveryEvents)
    .values({
      customerId: mail.customerId,
      id,
      notificationId: mail.id,
      type: news.type,
      detail: news.detail,
      occurredAt: news.at,
    })
    .onConflictDoNothing()
    .returning({ id: deliveryEvents.id });
  const told = stateTold(news.type);
  if (fresh.length === 0 || !told) return;
  if (refusesForGood(news, told)) await suppress(context, tx, mail.recipient, told);
  const state = forward(mail.state, told);
  if (state === mail.state) return;

  const now = context.clock.now();
  const settled = state !== "accepted";
  const [moved] = await tx
    .update(notifications)
    .set({
      state,
      providerId: mail.providerId ?? news.providerId,
      // News of a mail proves that it was accepted, whatever became of the answer that said so.
      acceptedAt: mail.acceptedAt ?? now,
      leaseUntil: null,
      ...(settled ? { settledAt: now } : {}),
      lastError: news.bounceType ?? news.detail.reason ?? null,
    })
    .where(and(eq(notifications.customerId, mail.customerId), eq(notifications.id, mail.id)))
    .returning();
  if (!moved) return;
  const type = announced[state];
  if (type) await announceDelivery(context, tx, type, [moved]);
  if (state === "bounced" || state === "suppressed")
    await askStaff(tx, [moved], now, "mail-bounced", { state, ...news.detail });
  if (state === "complained") await askStaff(tx, [moved], now, "mail-complained", news.detail);
  if (state === "failed") await askStaff(tx, [moved], now, "mail-failed", news.detail);
}

const announced: Partial<Record<NotificationState, Extract<EventType, `notification.${string}`>>> =
  {
    accepted: "notification.accepted",
    delivered: "notification.delivered",
    bounced: "notification.bounced",
    suppressed: "notification.bounced",
    complained: "notification.complained",
    failed: "notification.failed",
  };

/** A full mailbox may have room tomorrow; an address that does not exist, or whose owner complained, is not tried again. */
function refusesForGood({ bounceType }: DeliveryNews, state: NotificationState): boolean {
  return (
    state === "complained" ||
    state === "suppressed" ||
    (state === "bounced" && bounceType === "Permanent")
  );
}

async function suppress(
  { clock }: Context,
  tx: Transaction,
  email: string,
  reason: string,
): Promise<void> {
  await tx
    .insert(suppressions)
    .values({ email, reason, createdAt: clock.now() })
    .onConflictDoNothing();
}
