import { and, asc, eq, inArray } from "drizzle-orm";
import { readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { contactOf } from "#app/domains/accounts/staff-members.server.ts";
import type { PersonViewer, StaffViewer } from "#app/domains/accounts/viewer.ts";
import { addressLines } from "#app/domains/invoices/pdf/describe-invoice.ts";
import { figuresFor } from "#app/domains/invoices/pdf/figures.ts";
import { letterheadOf, namedContact } from "#app/domains/invoices/pdf/invoice-pdf.server.ts";
import { pdfPool } from "#app/domains/invoices/pdf/pdf-pool.server.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import { customers } from "#db/schema/accounts.ts";
import { invoices } from "#db/schema/invoices.ts";
import { holdingsOfPayment } from "./payment-holdings.server.ts";
import { viewPayment } from "./view-payment.server.ts";

/**
 * The receipt on paper, in the asked language. It says what was received and what that paid then; what went back afterwards
 * is told by the page, because a receipt that somebody keeps must not become wrong. Drawn each time: a receipt is small.
 */
export async function receiptPdf(
  context: Context,
  viewer: PersonViewer | StaffViewer,
  paymentId: string,
  language: Language,
): Promise<{ bytes: Uint8Array; fileName: string } | Refusal<"not-found">> {
  const payment = await viewPayment(context, viewer, paymentId);
  if (isRefused(payment)) return refused("not-found");
  const { currency, customer } = payment;
  const { biller, contact, address, paid } = await inScope(
    context,
    { customerId: customer.id },
    async (tx) => ({
      biller: await readBillerWithin(tx),
      contact: await contactOf(tx, customer.id),
      address: await addressOf(tx, customer.id),
      paid: await paidThen(tx, customer.id, paymentId),
    }),
  );
  const words = messagesFor(language);
  const figures = figuresFor(currency, language, words.document);
  const method = words.payments.methods[payment.method];
  const allocated = paid.reduce((sum, each) => sum + each.paid, 0);
  const bytes = await pdfPool().render({
    kind: "receipt",
    input: {
      receiptNumber: payment.number,
      paidOn: payment.receivedOn,
      method: payment.last4 ? words.payments.endingWith(method, payment.last4) : method,
      reference: payment.reference ?? undefined,
      currency,
      amount: payment.amount,
      allocations: paid,
      credit: payment.amount - allocated,
      biller: {
        ...(await letterheadOf(context, biller, language)),
        address: addressLines(biller.address, address.country, figures),
      },
      customer: {
        name: customer.name,
        number: customer.number,
        address: addressLines(address, biller.address.country, figures),
      },
      contact: namedContact(contact, language),
      language,
    },
  });
  return { bytes, fileName: `${payment.number}.pdf` };
}

async function addressOf(tx: Transaction, customerId: string) {
  const [row] = await tx
    .select({ address: customers.address })
    .from(customers)
    .where(eq(customers.id, customerId));
  return row?.address ?? {};
}

/** What the payment paid of each invoice at its most, reversals not taken off. */
async function paidThen(tx: Transaction, customerId: string, paymentId: string) {
  const holdings = await holdingsOfPayment(tx, { customerId, id: paymentId });
  if (holdings.length === 0) return [];
  const rows = await tx
    .select({
      id: invoices.id,
      invoiceNumber: invoices.number,
      issueDate: invoices.issueDate,
      total: invoices.gross,
      remaining: invoices.outstanding,
    })
    .from(invoices)
    .where(
      and(
        eq(invoices.customerId, customerId),
        inArray(
          invoices.id,
          holdings.map(({ invoiceId }) => invoiceId),
        ),
      ),
    )
    .orderBy(asc(invoices.number));
  return rows.map(({ id, ...invoice }) => ({
    ...invoice,
    paid: holdings.find(({ invoiceId }) => invoiceId === id)?.peak ?? 0,
  }));
}
