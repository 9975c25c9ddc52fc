import { isDeepStrictEqual } from "node:util";
import type { Context } from "#app/platform/context.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { biller } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import { type BillerInput, billerInput } from "./biller-input.ts";
import { logoMediaType } from "./logo.ts";
import { forgetBiller } from "./read-biller.server.ts";
import type { StaffViewer, SystemViewer } from "./viewer.ts";

/** A logo is on every page: more would cost a customer with a poor connection more than the page itself. */
const largestLogo = 100_000;

/**
 * Describes the biller, or changes the description. Managers only. `logo`: the bytes of a PNG, JPEG, WebP or SVG file of at
 * most 100 kB, told by what they are and not by their name; null removes it; left out keeps it.
 */
export async function updateBiller(
  context: Context,
  viewer: StaffViewer | SystemViewer,
  input: BillerInput & { logo?: Uint8Array | null },
): Promise<{ updated: true } | Refusal<"managers-only" | "logo-unreadable" | "logo-too-large">> {
  if (viewer.kind === "staff" && viewer.role !== "manager") return refused("managers-only");
  const { logo, ...rest } = input;
  const columns = {
    ...billerInput.parse(rest),
    updatedAt: context.clock.now(),
    ...(logo === null ? { logoFile: null, logoMediaType: null } : {}),
  };
  if (logo) {
    if (logo.byteLength > largestLogo) return refused("logo-too-large");
    const mediaType = logoMediaType(logo);
    if (!mediaType) return refused("logo-unreadable");
    Object.assign(columns, { logoFile: await context.files.put(logo), logoMediaType: mediaType });
  }
  await context.db.transaction(async (tx) => {
    const [before] = await tx.select().from(biller).for("update");
    await tx.insert(biller).values(columns).onConflictDoUpdate({ target: biller.id, set: columns });
    const changed = before ? changesOf(before, columns) : [];
    if (before && changed.length === 0) return;
    await recordAudit(context, tx, {
      by: viewer,
      action: "biller.updated",
      subject: { type: "biller", id: "1" },
      data: { changed },
    });
    // Told apart: where customers' money goes is what a thief would change. The numbers themselves stay out of the log.
    if (changed.some((name) => name === "iban" || name === "bic"))
      await recordAudit(context, tx, {
        by: viewer,
        action: "biller.bank-changed",
        subject: { type: "biller", id: "1" },
      });
  });
  forgetBiller(context);
  return { updated: true };
}

type Row = typeof biller.$inferSelect;

/** Names of what is another than before. */
function changesOf(before: Row, after: Partial<Row>): string[] {
  return Object.entries(after)
    .filter(
      ([name, value]) =>
        name !== "updatedAt" &&
        name !== "logoMediaType" &&
        !isDeepStrictEqual(stored(before[name as keyof Row]), stored(value)),
    )
    .map(([name]) => name);
}

/** As JSON keeps it: a line of the address left out is one left undefined. */
function stored(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
