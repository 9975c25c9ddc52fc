import { and, eq } from "drizzle-orm";
import { type PersonViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { preferences } from "#db/schema/notifications.ts";
import type { MailKind } from "#emails/templates.ts";
import { kinds, mailKinds } from "./kinds.ts";

export interface Preference {
  readonly kind: MailKind;
  readonly on: boolean;
  /** What law or safety requires is always sent, and shown so. */
  readonly switchable: boolean;
}

/** Which mails about this customer the viewer gets: every kind that concerns somebody of their role. */
export async function listPreferences(
  context: Context,
  viewer: PersonViewer,
): Promise<Preference[]> {
  const chosen = await inScope(context, scopeOf(viewer), (tx) =>
    tx
      .select({ kind: preferences.kind, channel: preferences.channel })
      .from(preferences)
      .where(
        and(
          eq(preferences.customerId, viewer.customerId),
          eq(preferences.personId, viewer.personId),
        ),
      ),
  );
  const off = new Set(chosen.filter(({ channel }) => channel === "none").map(({ kind }) => kind));
  return mailKinds.filter(concerns(viewer)).map((kind) => ({
    kind,
    switchable: kinds[kind].switchable,
    on: !kinds[kind].switchable || !off.has(kind),
  }));
}

/** Keeps what the viewer wants to be mailed: the switchable kinds in `wanted` are on, the others off. */
export async function choosePreferences(
  context: Context,
  viewer: PersonViewer,
  wanted: readonly MailKind[],
): Promise<void> {
  const rows = mailKinds
    .filter((kind) => kinds[kind].switchable)
    .filter(concerns(viewer))
    .map((kind) => ({
      customerId: viewer.customerId,
      personId: viewer.personId,
      kind,
      channel: wanted.includes(kind) ? ("email" as const) : ("none" as const),
      updatedAt: context.clock.now(),
    }));
  await inScope(context, scopeOf(viewer), async (tx) => {
    for (const row of rows)
      await tx
        .insert(preferences)
        .values(row)
        .onConflictDoUpdate({
          target: [preferences.customerId, preferences.personId, preferences.kind],
          set: { channel: row.channel, updatedAt: row.updatedAt },
        });
  });
}

const concerns = (viewer: PersonViewer) => (kind: MailKind) => {
  const { audience } = kinds[kind];
  return audience === "everybody" || (audience === "payers" && viewer.role !== "viewer");
};
