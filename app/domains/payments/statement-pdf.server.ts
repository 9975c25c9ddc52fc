import { eq } from "drizzle-orm";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { contactOf } from "#app/domains/accounts/staff-members.server.ts";
import { type PersonViewer, scopeOf } from "#app/domains/accounts/viewer.ts";
import { addressLines } from "#app/domains/invoices/pdf/describe-invoice.ts";
import { figuresFor } from "#app/domains/invoices/pdf/figures.ts";
import { letterheadOf, namedContact } from "#app/domains/invoices/pdf/invoice-pdf.server.ts";
import { pdfPool } from "#app/domains/invoices/pdf/pdf-pool.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused, type Refusal } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import { accountStatement } from "./account-statement.server.ts";
import type { Period } from "./statement-period.ts";

/** The statement on paper, in the asked language. Drawn each time: what is reported tomorrow of today belongs into it. */
export async function statementPdf(
  context: Context,
  viewer: PersonViewer,
  period: Period,
  language: Language,
): Promise<{ bytes: Uint8Array; fileName: string } | Refusal<"too-many-movements">> {
  const statement = await accountStatement(context, viewer, period);
  if (isRefused(statement)) return statement;
  const { biller, contact, customer } = await inScope(context, scopeOf(viewer), async (tx) => {
    const { name, number, address } = customers;
    const [customer] = await tx
      .select({ name, number, address })
      .from(customers)
      .where(eq(customers.id, viewer.customerId));
    if (!customer) throw new Error(`Customer ${viewer.customerNumber} is gone`);
    return {
      biller: await readBillerWithin(tx),
      contact: await contactOf(tx, viewer.customerId),
      customer,
    };
  });
  const words = messagesFor(language);
  const figures = figuresFor("EUR", language, words.document);
  const bytes = await pdfPool().render({
    kind: "statement",
    input: {
      ...statement,
      biller: {
        ...(await letterheadOf(context, biller, language)),
        address: addressLines(biller.address, customer.address.country, figures),
      },
      customer: {
        name: customer.name,
        number: customer.number,
        address: addressLines(customer.address, biller.address.country, figures),
      },
      contact: namedContact(contact, language),
      language,
    },
  });
  const fileName = words.payments.statement.fileName(customer.number, period.from, period.to);
  return { bytes, fileName };
}
