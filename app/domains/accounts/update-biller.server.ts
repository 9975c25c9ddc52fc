import { z } from "zod";
import type { Context } from "#app/platform/context.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { biller } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import { logoMediaType } from "./logo.ts";
import { forgetBiller } from "./read-biller.server.ts";
import type { StaffViewer, SystemViewer } from "./viewer.ts";

const text = z.string().trim();
const bilingual = z.strictObject({ fr: text, en: text });

/** How the biller describes itself: the form of `/staff/brand`. */
export const billerInput = z.object({
  name: text.min(1).max(100),
  legalName: text.min(1).max(200),
  legalMention: text.max(500).default(""),
  legalId: text.min(1).nullable().default(null),
  vatId: text.min(1).nullable().default(null),
  address: z.object({
    line1: text.optional(),
    line2: text.optional(),
    city: text.optional(),
    postCode: text.optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  }),
  phone: text.min(1).max(40),
  email: z.email(),
  openingHours: bilingual,
  brandColour: z.string().regex(/^#[0-9a-f]{6}$/i),
  timeZone: text.min(1).default("Europe/Paris"),
  iban: text.min(1).nullable().default(null),
  bic: text.min(1).nullable().default(null),
  /** Working days within which a dispute is answered. */
  answerWithinDays: z.int().min(1).max(60).default(5),
  /** YYYY-MM-DD */
  closedDays: z.array(z.iso.date()).default([]),
});

export type BillerInput = z.input<typeof billerInput>;

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
    await tx.insert(biller).values(columns).onConflictDoUpdate({ target: biller.id, set: columns });
    await recordAudit(context, tx, { by: viewer, action: "biller.updated" });
  });
  forgetBiller(context);
  return { updated: true };
}
