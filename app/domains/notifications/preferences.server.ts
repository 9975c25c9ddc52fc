import { and, eq } from "drizzle-orm";
import { type PersonViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { preferences } from "#db/schema/notifications.ts";
import type { MailKind } from "#emails/templates.ts";
import { kinds, mailKinds } from "./kinds.ts";

export interface MailChoice {
  kind: MailKind;
  wanted: boolean;
}

/** The kinds of mail that the viewer may switch off for this customer, and whether they want them. A viewer-role member gets none of the payers'. */
export async function readMailChoices(
  context: Context,
  viewer: PersonViewer,
): Promise<MailChoice[]> {
  const rows = await inScope(context, scopeOf(viewer), (tx) =>
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
  const off = new Set(rows.filter(({ channel }) => channel === "none").map(({ kind }) => kind));
  return switchable(viewer).map((kind) => ({ kind, wanted: !off.has(kind) }));
}

/** Remembers which of them the viewer wants; the others are switched off. Kinds that are always sent are not touched. */
export async function chooseMails(
  context: Context,
  viewer: PersonViewer,
  wanted: readonly string[],
): Promise<void> {
  const { customerId, personId } = viewer;
  const updatedAt = context.clock.now();
  await inScope(context, scopeOf(viewer), async (tx) => {
    for (const kind of switchable(viewer)) {
      const channel = wanted.includes(kind) ? "email" : "none";
      await tx
        .insert(preferences)
        .values({ customerId, personId, kind, channel, updatedAt })
        .onConflictDoUpdate({
          target: [preferences.customerId, preferences.personId, preferences.kind],
          set: { channel, updatedAt },
        });
    }
  });
}

function switchable(viewer: PersonViewer): MailKind[] {
  return mailKinds.filter(
    (kind) =>
      kinds[kind].switchable && (kinds[kind].audience === "everybody" || viewer.role !== "viewer"),
  );
}
