import { withoutBankDetails } from "../bank-details.ts";
import type { Invoice } from "../model.ts";

/** UNTDID 4461 codes that want an account with them (BR-61). */
const transfers = new Set(["30", "58"]);

/**
 * The invoice whose XML may be embedded for whoever holds a mail's link: without bank details, and still valid. A transfer
 * without its account would break BR-61, so it becomes "instrument not defined" (code 1); the reference to quote stays.
 */
export function forLinkHolders(invoice: Invoice): Invoice {
  const shown = withoutBankDetails(invoice);
  return {
    ...shown,
    paymentMeans: shown.paymentMeans.map((means) =>
      transfers.has(means.code) ? { ...means, code: "1" } : means,
    ),
  };
}
