import type { Messages } from "#app/platform/i18n/messages.ts";
import type { Invoice, PaymentMeans } from "../model.ts";
import type { Labelled } from "./figures.ts";

type Words = Messages["document"];

export interface PrintedPayment {
  /** BT-20. */
  terms: string;
  /** Reference, means, account: label and value. */
  details: Labelled[];
}

/** BG-16 in words. Without bank details it says where they are instead. */
export function describePayment(
  invoice: Invoice,
  words: Words,
  showBankDetails: boolean,
): PrintedPayment {
  const references = unique(invoice.paymentMeans.map(({ reference }) => reference));
  const details: Labelled[] = [
    ...references.map((value) => ({ label: words.paymentReference, value })),
    ...invoice.paymentMeans.flatMap((means) => describeMeans(means, words, showBankDetails)),
  ];
  if (!showBankDetails && invoice.paymentMeans.some(({ iban }) => iban))
    details.push({ label: words.bankDetails, value: words.bankDetailsOnPortal });
  return { terms: invoice.paymentTerms ?? "", details };
}

function describeMeans(means: PaymentMeans, words: Words, showBankDetails: boolean): Labelled[] {
  const account = showBankDetails
    ? [
        [accountLabel(means.iban, words), means.iban && grouped(means.iban)],
        [words.bic, means.bic],
        [words.accountName, means.accountName],
        [words.debitedAccount, means.debitedIban && grouped(means.debitedIban)],
      ]
    : [];
  const all = [
    [words.paymentMeans, words.means[means.code] ?? means.text],
    ...account,
    [words.card, means.cardNumber && `•••• ${means.cardNumber.slice(-4)}`],
    [words.mandate, means.mandateReference],
    [words.creditor, means.creditorId],
  ];
  return all.flatMap(([label, value]) => (label && value ? [{ label, value }] : []));
}

function accountLabel(account: string | undefined, words: Words): string {
  return account && /^[A-Z]{2}\d{2}/.test(account) ? words.iban : words.account;
}

/** "FR76 3000 4000 …": in fours, as it is read aloud, kept on one line. */
function grouped(iban: string): string {
  const compact = iban.replace(/\s/g, "");
  return /^[A-Z]{2}\d{2}/.test(compact) ? (compact.match(/.{1,4}/g) ?? []).join("\u00a0") : compact;
}

function unique(values: (string | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => Boolean(value)))];
}
