import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { seconds } from "#app/platform/duration.ts";
import { biller } from "#db/schema/accounts.ts";
import { usualPlanLimits } from "./plan-limits.ts";

/** The company whose invoices these are. Bank details (`iban`, `bic`) are shown after sign-in only. */
export type Biller = Omit<typeof biller.$inferSelect, "id">;

/** What every page shows of it, strangers' pages too. */
export interface Brand {
  name: string;
  /** #rrggbb */
  colour: string;
  /** A path of ours; null: no logo. */
  logoUrl: string | null;
  phone: string;
  email: string;
  openingHours: { fr: string; en: string };
  timeZone: string;
}

/** The brand changes a few times a year and is read by every request: other processes see a change this much later. */
const kept = seconds(10);

const cache = new WeakMap<Context["db"], { value: Biller; readAt: number }>();

/** The biller, read from the database every ten seconds at most. Before anybody described it: a neutral stranger. */
export async function readBiller({ db }: Pick<Context, "db">): Promise<Biller> {
  const cached = cache.get(db);
  // The machine's time on purpose: how long memory is trusted has nothing to do with the story's clock.
  const now = performance.now();
  if (cached && now - cached.readAt < kept) return cached.value;
  const value = await readBillerWithin(db);
  cache.set(db, { value, readAt: now });
  return value;
}

/** The biller as it is in this very transaction: documents and mails freeze what they say. */
export async function readBillerWithin(tx: Transaction | Context["db"]): Promise<Biller> {
  const [row] = await tx.select().from(biller);
  if (!row) return undescribed;
  const { id: _id, ...value } = row;
  return value;
}

/** Makes the next read see a change at once (in this process). */
export function forgetBiller({ db }: Pick<Context, "db">): void {
  cache.delete(db);
}

export async function readBrand(context: Pick<Context, "db">): Promise<Brand> {
  const { name, brandColour, logoFile, phone, email, openingHours, timeZone } =
    await readBiller(context);
  return {
    name,
    colour: brandColour,
    logoUrl: logoFile ? `/logo/${logoFile}` : null,
    phone,
    email,
    openingHours,
    timeZone,
  };
}

const undescribed: Biller = {
  name: "",
  legalName: "",
  legalMention: "",
  legalId: null,
  vatId: null,
  address: {},
  phone: "",
  email: "",
  openingHours: { fr: "", en: "" },
  brandColour: "#1d4f7c",
  logoFile: null,
  logoMediaType: null,
  timeZone: "Europe/Paris",
  iban: null,
  bic: null,
  bankChangedAt: null,
  answerWithinDays: 5,
  closedDays: [],
  ...usualPlanLimits,
  updatedAt: new Date(0),
};
