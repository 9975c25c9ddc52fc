import { isDeepStrictEqual } from "node:util";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { biller } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import { areFirstDetails, type BankDetails, proposeBankChange } from "./bank-change-rows.server.ts";
import { type BillerInput, billerInput } from "./biller-input.ts";
import { logoMediaType } from "./logo.ts";
import { forgetBiller } from "./read-biller.server.ts";
import type { StaffViewer, SystemViewer } from "./viewer.ts";

/** A logo is on every page: more would cost a customer with a poor connection more than the page itself. */
const largestLogo = 100_000;

/**
 * Describes the biller, or changes the description. Managers only. Other bank details than it has are proposed to a second manager
 * (`decideBankChange`) and change nothing yet; the first ones, where there were none, count at once. A process of ours may give the
 * first ones only. `logo`: the bytes of a PNG, JPEG, WebP or SVG file of at
 * most 100 kB, told by what they are and not by their name; null removes it; left out keeps it.
 */
export async function updateBiller(
  context: Context,
  viewer: StaffViewer | SystemViewer,
  input: BillerInput & { logo?: Uint8Array | null },
): Promise<
  | { updated: true; bank: "kept" | "set" | "proposed" }
  | Refusal<"managers-only" | "logo-unreadable" | "logo-too-large">
> {
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
  const answer = await context.db.transaction(async (tx) => {
    const [before] = await tx.select().from(biller).for("update");
    const bank = await bankFate(tx, before, columns);
    if (bank === "proposed") {
      if (viewer.kind !== "staff") return refused("managers-only");
      const from = { iban: before?.iban ?? null, bic: before?.bic ?? null };
      await proposeBankChange(context, tx, viewer, from, columns);
      Object.assign(columns, from);
    }
    await tx.insert(biller).values(columns).onConflictDoUpdate({ target: biller.id, set: columns });
    const changed = before ? changesOf(before, columns) : [];
    if (before && changed.length === 0) return { updated: true, bank } as const;
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
    return { updated: true, bank } as const;
  });
  forgetBiller(context);
  return answer;
}

/** What becomes of the bank details that were given. */
async function bankFate(
  tx: Transaction,
  before: BankDetails | undefined,
  given: BankDetails,
): Promise<"kept" | "set" | "proposed"> {
  if ((before?.iban ?? null) === given.iban && (before?.bic ?? null) === given.bic) return "kept";
  return (await areFirstDetails(tx, before)) ? "set" : "proposed";
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
