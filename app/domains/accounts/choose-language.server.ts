import { eq } from "drizzle-orm";
import type { Context } from "#app/platform/context.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { people } from "#db/schema/accounts.ts";

/** Remembers the language in which a person wants pages and mails; null: pages as the browser asks, mails as the customer's. */
export async function chooseLanguage(
  { db }: Pick<Context, "db">,
  person: { personId: string },
  language: Language | null,
): Promise<void> {
  await db.update(people).set({ language }).where(eq(people.id, person.personId));
}
