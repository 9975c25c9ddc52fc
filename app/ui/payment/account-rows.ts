import { money } from "#app/platform/money.ts";
import type { AccountRow } from "./account-table.tsx";

/** Minor units of `currency`. */
interface Entries {
  currency: string | null;
  entries: (Pick<AccountRow, "day" | "kind" | "number"> & {
    id: number;
    invoiceId: string | null;
    paymentId: string | null;
    amount: number;
    balance: number;
  })[];
}

/** A customer's entries as rows, each with the way to its invoice or payment on the staff's side. */
export function accountRows(customerId: string, { currency, entries }: Entries): AccountRow[] {
  return entries.map(({ id, day, kind, number, invoiceId, paymentId, amount, balance }) => {
    const moved = money(Math.abs(amount), currency ?? "");
    // A document that changes nothing stands on its own side, as zero.
    const isDebit = amount > 0 || kind === "invoice";
    return {
      key: String(id),
      day,
      kind,
      number,
      to: invoiceId
        ? `/staff/customers/${customerId}/invoices/${invoiceId}`
        : `/staff/payments/${paymentId}`,
      debit: isDebit ? moved : null,
      credit: isDebit ? null : moved,
      balance: money(balance, currency ?? ""),
    };
  });
}
