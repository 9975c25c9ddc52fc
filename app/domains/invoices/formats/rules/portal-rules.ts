import { currencyDigits } from "#app/platform/money.ts";
import { currencyCodes } from "../code-lists.ts";
import { fractionDigits, normalDecimal } from "../decimal-text.ts";
import type { InvoiceDraft } from "../draft.ts";
import type { Rule } from "./rule.ts";

/** Longer numbers are no numbers that a person can quote on the phone, and no key of a database index. */
const longestNumber = 200;

/** What one page, one PDF and one transaction can bear. */
const mostLines = 10_000;

/** Whole digits an amount may have, so that its minor units stay exact integers (`Money`). */
const mostDigits = 12;

const storedTotals = ["net", "vat", "gross", "prepaid", "payable"] as const;

/** What this portal needs beyond EN 16931 in order to hold and show a document. */
export const portalRules: readonly Rule<InvoiceDraft>[] = [
  {
    id: null,
    at: "/number",
    holds: ({ number }) => !number || number.length <= longestNumber,
    fr: `Raccourcissez le numéro de facture à ${longestNumber} caractères au plus.`,
    en: `Shorten the invoice number to at most ${longestNumber} characters.`,
  },
  {
    id: null,
    at: "/customerNumber",
    holds: ({ customerNumber }) => !customerNumber || customerNumber.length <= longestNumber,
    fr: `Raccourcissez le numéro de client à ${longestNumber} caractères au plus.`,
    en: `Shorten the customer number to at most ${longestNumber} characters.`,
  },
  {
    id: null,
    at: "/lines",
    holds: ({ lines }) => lines.length <= mostLines,
    fr: "Répartissez les lignes sur plusieurs factures, 10 000 au plus chacune.",
    en: "Spread the lines over several invoices, at most 10,000 each.",
  },
  ...storedTotals.map(
    (total): Rule<InvoiceDraft> => ({
      id: null,
      at: `/totals/${total}`,
      arithmetic: true,
      holds: ({ totals, currency }) => {
        const text = totals?.[total];
        if (!text || !currency || !currencyCodes.has(currency)) return true;
        const normal = normalDecimal(text);
        if (normal.replace("-", "").split(".")[0]!.length > mostDigits) return false;
        const places = fractionDigits(normal);
        // More than two is BR-DEC's to say.
        return places > 2 || places <= currencyDigits(currency);
      },
      values: ({ currency }) => ({ currency: currency ?? "" }),
      fr: "Ce total ne s’exprime pas en {currency}, il a trop de chiffres avant ou après la virgule.",
      en: "This total cannot be expressed in {currency}, it has too many digits before or after the point.",
    }),
  ),
];
