import type { Messages } from "#app/platform/i18n/messages.ts";
import type { Invoice } from "../model.ts";
import { allowanceText, vatText } from "./describe-lines.ts";
import { type Figures, isZero, type Labelled } from "./figures.ts";

type Words = Messages["document"];

export interface InvoiceAmounts {
  /** From the sum of lines to the last figure but one. */
  sums: Labelled[];
  /** What is to be paid, or was credited. */
  final: Labelled;
  vat: { rate: string; base: string; tax: string }[];
  /** Why no VAT is due (BT-120, else the code BT-121): the law wants it in words. */
  exemptions: string[];
}

/** BG-20 to BG-23: from the lines to the amount to pay, and the VAT by rate. */
export function describeAmounts(
  invoice: Invoice,
  words: Words,
  figures: Figures,
  credit: boolean,
): InvoiceAmounts {
  const { totals } = invoice;
  const names = words.totals;
  const adjusted = invoice.allowances.length + invoice.charges.length > 0;
  const sums: Labelled[] = [
    ...(adjusted ? [{ label: names.lines, value: figures.amount(totals.lineNet) }] : []),
    ...invoice.allowances.map((allowance) => ({
      label: allowanceText("allowance", allowance, words, figures),
      value: figures.negative(allowance.amount),
    })),
    ...invoice.charges.map((charge) => ({
      label: allowanceText("charge", charge, words, figures),
      value: figures.amount(charge.amount),
    })),
    { label: names.net, value: figures.amount(totals.net) },
    { label: names.vat, value: figures.amount(totals.vat) },
    { label: names.gross, value: figures.amount(totals.gross) },
    ...(isZero(totals.prepaid)
      ? []
      : [{ label: names.prepaid, value: figures.negative(totals.prepaid as string) }]),
    ...(isZero(totals.rounding)
      ? []
      : [{ label: names.rounding, value: figures.amount(totals.rounding as string) }]),
    ...vatInAccountingCurrency(invoice, words, figures),
  ];
  return {
    sums,
    final: {
      label: credit ? names.credit : names.payable,
      value: figures.amount(totals.payable),
    },
    vat: invoice.vatBreakdown.map((vat) => ({
      rate: vatText(vat, words, figures),
      base: figures.amount(vat.taxableAmount),
      tax: figures.amount(vat.taxAmount),
    })),
    exemptions: invoice.vatBreakdown.flatMap((vat) => {
      const reason = vat.exemptionReason ?? vat.exemptionReasonCode;
      if (!reason) return [];
      const category = vatText(vat, words, figures);
      const saysIt = reason.toLowerCase().startsWith(category.toLowerCase());
      return [saysIt ? reason : words.exemption(category, reason)];
    }),
  };
}

/** BT-111, the VAT in the currency of the seller's books (BT-6). */
function vatInAccountingCurrency(
  { totals, vatCurrency }: Invoice,
  words: Words,
  figures: Figures,
): Labelled[] {
  if (!vatCurrency || totals.vatInAccountingCurrency === undefined) return [];
  return [
    {
      label: words.totals.vatIn(vatCurrency),
      value: figures.in(vatCurrency).amount(totals.vatInAccountingCurrency),
    },
  ];
}
