import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import type { CustomerViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { creditorReference } from "#app/platform/creditor-reference.ts";
import { groupedByFour } from "#app/platform/iban.ts";
import { type Money, money } from "#app/platform/money.ts";
import { type QrCode, qrCode } from "#app/platform/qr-code.ts";
import { epcPayload } from "./epc-payload.ts";

/** How to pay an invoice from one's own bank, as it is read out. */
export interface TransferDetails {
  holder: string;
  /** In groups of four. */
  iban: string;
  bic: string | null;
  amount: Money;
  /** What `matchReceipt` finds the invoice by: an RF creditor reference in groups of four, or the number where it has none. */
  reference: string;
  /** EPC069-12; null where no such code applies (`epcPayload`). */
  qr: QrCode | null;
}

/**
 * The details of a bank transfer of what is due now (minor units). The account is the biller's own record, never the document's, whose
 * sender may be deceived. Null for the holder of a mail's link, where the biller has no account, and where nothing is due.
 */
export async function transferDetails(
  context: Context,
  viewer: CustomerViewer,
  invoice: { number: string; currency: string; dueNow: number },
): Promise<TransferDetails | null> {
  if (viewer.kind !== "person" || invoice.dueNow <= 0) return null;
  const { iban, bic, legalName: holder } = await readBiller(context);
  if (!iban) return null;
  const structured = creditorReference(invoice.number);
  const payload = epcPayload({
    ...{ holder, iban, bic, amount: invoice.dueNow, currency: invoice.currency },
    reference: { structured: structured !== null, text: structured ?? invoice.number },
  });
  return {
    holder,
    iban: groupedByFour(iban),
    bic,
    amount: money(invoice.dueNow, invoice.currency),
    reference: structured ? groupedByFour(structured) : invoice.number,
    qr: payload === null ? null : qrCode(payload),
  };
}
