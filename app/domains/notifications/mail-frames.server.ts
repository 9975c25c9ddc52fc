import { eq, inArray, isNull } from "drizzle-orm";
import { type Biller, readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { leastLoadedStaff } from "#app/domains/accounts/staff-members.server.ts";
import type { Config } from "#app/platform/config.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { customers, people, staff } from "#db/schema/accounts.ts";
import type { MailFrame } from "#emails/_components/frame.ts";
import { paletteOf } from "#emails/_components/palette.ts";
import type { Draft } from "./draft.ts";

interface Contact {
  name: string;
  phone: string;
  hours: { fr: string; en: string } | null;
}

/** What the mails of a batch have in common, read once for all of them. */
export interface Frames {
  readonly biller: Biller;
  of(draft: Pick<Draft, "about" | "to" | "kind">, code: string): MailFrame;
}

/** Reads the biller, the customers and their named contacts for a set of mails: three queries, however many mails. */
export async function readFrames(
  { config }: { config: Pick<Config, "appUrl"> },
  tx: Transaction,
  customerIds: readonly string[],
): Promise<Frames> {
  const biller = await readBillerWithin(tx);
  const wanted = [...new Set(customerIds)];
  const rows =
    wanted.length === 0
      ? []
      : await tx
          .select({
            id: customers.id,
            name: customers.name,
            number: customers.number,
            contactId: customers.contactId,
          })
          .from(customers)
          .where(inArray(customers.id, wanted));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const contacts = await activeContacts(tx);
  const standIn: Contact | null = rows.every(
    ({ contactId }) => contactId && contacts.has(contactId),
  )
    ? null
    : await leastLoadedStaff(tx);
  const address = addressLine(biller);
  const palette = paletteOf(biller.brandColour);

  return {
    biller,
    of({ about, to }, code) {
      const { language } = to;
      const customer = about && byId.get(about.customerId);
      const contact = (customer?.contactId && contacts.get(customer.contactId)) || standIn;
      return {
        language,
        timeZone: biller.timeZone,
        appUrl: config.appUrl,
        biller: { name: biller.name, legalName: biller.legalName || biller.name, address },
        palette,
        customer: customer
          ? { name: customer.name, number: customer.number, others: about?.others ?? 0 }
          : null,
        contact: contactIn(biller, contact ?? null, language),
        recipient: to.name,
        code,
      };
    },
  };
}

/** A person without an own telephone or hours is reached by the biller's; nobody at all: the biller itself. */
function contactIn(biller: Biller, contact: Contact | null, language: Language) {
  return {
    name: contact?.name ?? biller.name,
    phone: contact?.phone || biller.phone,
    hours: (contact?.hours ?? biller.openingHours)[language],
  };
}

async function activeContacts(tx: Transaction): Promise<Map<string, Contact>> {
  const rows = await tx
    .select({
      personId: staff.personId,
      name: people.name,
      phone: staff.phone,
      hours: staff.hours,
    })
    .from(staff)
    .innerJoin(people, eq(people.id, staff.personId))
    .where(isNull(staff.deactivatedAt));
  return new Map(rows.map((row) => [row.personId, row]));
}

function addressLine({ address: { line1, line2, line3, postCode, city, country } }: Biller) {
  const town = [postCode, city].filter(Boolean).join(" ");
  return [line1, line2, line3, town, country].filter(Boolean).join(", ");
}
