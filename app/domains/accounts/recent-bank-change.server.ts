import { type Day, dayIn } from "#app/platform/calendar.ts";
import type { Context } from "#app/platform/context.server.ts";
import { hours } from "#app/platform/duration.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { readBiller } from "./read-biller.server.ts";
import { contactFor } from "./staff-members.server.ts";
import type { CustomerViewer } from "./viewer.ts";

/** How long pages say so: whoever pays within days of a change should be able to ask about it. */
const shownFor = hours(72);

export interface RecentBankChange {
  /** On the biller's calendar. */
  changedOn: Day;
  /** Whom to ask: the customer's contact, reached by the biller's telephone and hours where they have none. */
  contact: { name: string; phone: string; hours: string };
}

/** The change of the biller's bank details in the last 72 hours; null when there was none. */
export async function recentBankChange(
  context: Context,
  viewer: CustomerViewer,
  language: Language,
): Promise<RecentBankChange | null> {
  const biller = await readBiller(context);
  const { bankChangedAt } = biller;
  if (!bankChangedAt || context.clock.now().getTime() - bankChangedAt.getTime() >= shownFor)
    return null;
  const contact = await contactFor(context, viewer);
  return {
    changedOn: dayIn(biller.timeZone, bankChangedAt),
    contact: {
      name: contact?.name ?? biller.name,
      phone: contact?.phone || biller.phone,
      hours: (contact?.hours ?? biller.openingHours)[language],
    },
  };
}
