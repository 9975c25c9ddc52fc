import type { AllowanceCharge, Line, PaymentMeans, VatBreakdown } from "../../model.ts";
import { decimalOf, zero } from "../decimal-text.ts";
import { type Draft, exists, filled, type InvoiceDraft } from "../draft.ts";
import { peppolInXRechnung } from "./advice.ts";
import type { Rule } from "./rule.ts";

/**
 * Peppol BIS Billing 3 (OpenPEPPOL, release 3.0.19), as far as the canonical model shows it. All are warnings: whoever sends
 * through Peppol has them refused there, while the invoice is whole by EN 16931. What only a syntax shows is told by its
 * binding (`ubl-peppol.ts`, `cii-peppol.ts`) in the words of `peppol-words.ts`; identifiers by `identifier-rules.ts`,
 * coded terms by `code-rules.ts`, R040 and R120 in `peppol-sums.ts`. The rules of single countries (DK-R, SE-R…) are not judged.
 */
export interface PeppolRules {
  readonly document: readonly Rule<InvoiceDraft>[];
  readonly paymentMeans: readonly Rule<Draft<PaymentMeans>>[];
  readonly vatBreakdown: readonly Rule<Draft<VatBreakdown>>[];
  readonly lines: readonly Rule<Draft<Line>>[];
  readonly allowanceCharges: readonly Rule<Draft<AllowanceCharge>>[];
}

/** What BT-23 says: `urn:fdc:peppol.eu:2017:poacc:billing:01:1.0`. */
const processForm = /urn:fdc:peppol\.eu:2017:poacc:billing:(\d\d):1\.0/;

/** What BT-24 starts with. */
const specification = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";

/** The process that the release of May 2026 has added. */
const billingWithResponse = "urn:peppol:bis:billing_with_response";

/** The number of the Peppol process in BT-23 ("response" for billing with response); undefined where it names none. */
export function peppolProcess(processId: string | undefined): string | undefined {
  if (processId === billingWithResponse) return "response";
  return processForm.exec(processId ?? "")?.[1];
}

/** Germany allows more: several notes (R002), part and corrected invoices (P0112). */
function withinGermany({ seller, buyer }: InvoiceDraft): boolean {
  const german = (country: string | undefined) => country?.toUpperCase() === "DE";
  return german(seller?.address?.country) && german(buyer?.address?.country);
}

const document: readonly Rule<InvoiceDraft>[] = [
  {
    id: "PEPPOL-EN16931-R001",
    at: "/processId",
    warning: true,
    holds: ({ processId }) => exists(processId),
    fr: "Peppol veut le processus (BT-23), par exemple urn:fdc:peppol.eu:2017:poacc:billing:01:1.0.",
    en: "Peppol wants the business process (BT-23), for example urn:fdc:peppol.eu:2017:poacc:billing:01:1.0.",
  },
  {
    id: "PEPPOL-EN16931-R002",
    at: "/notes",
    warning: true,
    // CII has a place for the subject of a note, which Peppol does not read; in UBL it is part of the text.
    holds: (invoice, { syntax }) =>
      syntax === "cii"
        ? invoice.notes.length <= 1 && !invoice.notes.some((note) => exists(note.subjectCode))
        : invoice.notes.length <= 1 || withinGermany(invoice),
    fr: "Peppol n’accepte qu’une note sur le document (BT-22), sans code de sujet\u00a0: réunissez-les.",
    en: "Peppol takes one note on the document (BT-22), without a subject code: join them.",
  },
  {
    id: "PEPPOL-EN16931-R003",
    at: "/buyerReference",
    warning: true,
    holds: ({ buyerReference, orderReference }) => exists(buyerReference) || exists(orderReference),
    fr: "Peppol veut la référence de l’acheteur (BT-10) ou le numéro de commande (BT-13).",
    en: "Peppol wants the buyer’s reference (BT-10) or the purchase order number (BT-13).",
  },
  {
    id: "PEPPOL-EN16931-R004",
    at: "/specificationId",
    warning: true,
    holds: ({ specificationId }) => specificationId?.startsWith(specification) ?? false,
    fr: `Pour Peppol BIS Billing, la spécification (BT-24) commence par ${specification}.`,
    en: `For Peppol BIS Billing the specification (BT-24) starts with ${specification}.`,
  },
  {
    id: "PEPPOL-EN16931-R005",
    at: "/vatCurrency",
    warning: true,
    holds: ({ vatCurrency, currency }) => !exists(vatCurrency) || vatCurrency !== currency,
    fr: "La devise de la TVA (BT-6) est celle de la facture (BT-5)\u00a0: ne donnez BT-6 que si elle est autre.",
    en: "The VAT currency (BT-6) is the invoice currency (BT-5): give BT-6 only where it is another.",
  },
  {
    id: "PEPPOL-EN16931-R007",
    at: "/processId",
    warning: true,
    holds: ({ processId }) => peppolProcess(processId) !== undefined,
    fr: "Écrivez le processus (BT-23) urn:fdc:peppol.eu:2017:poacc:billing:NN:1.0, où NN est son numéro.",
    en: "Write the business process (BT-23) urn:fdc:peppol.eu:2017:poacc:billing:NN:1.0, where NN is its number.",
  },
  {
    id: "PEPPOL-EN16931-R010",
    at: "/buyer/electronicAddress",
    warning: true,
    holds: ({ buyer }) => exists(buyer?.electronicAddress),
    fr: "Donnez l’adresse électronique de l’acheteur (BT-49), à laquelle Peppol livre.",
    en: "Give the buyer’s electronic address (BT-49), to which Peppol delivers.",
  },
  {
    id: "PEPPOL-EN16931-R020",
    at: "/seller/electronicAddress",
    warning: true,
    holds: ({ seller }) => exists(seller?.electronicAddress),
    fr: "Donnez l’adresse électronique du vendeur (BT-34), de laquelle Peppol envoie.",
    en: "Give the seller’s electronic address (BT-34), from which Peppol sends.",
  },
  {
    id: "PEPPOL-EN16931-R055",
    at: "/totals/vatInAccountingCurrency",
    warning: true,
    holds: ({ vatCurrency, totals }) => !exists(vatCurrency) || sameSign(totals),
    fr: "Donnez aux totaux de TVA dans les deux devises (BT-110, BT-111) le même signe.",
    en: "Give the VAT totals in the two currencies (BT-110, BT-111) the same sign.",
  },
  {
    id: "PEPPOL-EN16931-P0112",
    at: "/typeCode",
    warning: true,
    // The CII rules of Peppol do not have it.
    holds: (invoice, { syntax }) =>
      syntax === "cii" || !/^(?:326|384)$/.test(invoice.typeCode ?? "") || withinGermany(invoice),
    fr: "Peppol n’accepte les types 326 et 384 (BT-3) qu’entre un vendeur et un acheteur allemands.",
    en: "Peppol takes the types 326 and 384 (BT-3) only between a German seller and a German buyer.",
  },
];

function sameSign(totals: InvoiceDraft["totals"]): boolean {
  const own = decimalOf(totals?.vat);
  const other = decimalOf(totals?.vatInAccountingCurrency);
  // Absent ones are BR-53's to tell, and CII may leave a total of nothing out.
  if (!own || !other) return true;
  return own.times(other).gte(zero);
}

const paymentMeans: readonly Rule<Draft<PaymentMeans>>[] = [
  {
    id: "PEPPOL-EN16931-R061",
    at: "/mandateReference",
    warning: true,
    // CII has one place for the mandate, which all payment means share.
    holds: (means, { invoice, syntax }) =>
      !/^(?:49|59)$/.test(means.code ?? "") ||
      exists(means.mandateReference) ||
      (syntax === "cii" && invoice.paymentMeans.some((it) => exists(it.mandateReference))),
    fr: "Donnez la référence du mandat (BT-89), car le paiement se fait par prélèvement.",
    en: "Give the mandate reference (BT-89), since payment is by direct debit.",
  },
];

/** VATEX codes that belong to one VAT category each. */
const reasonOf = [
  ["P0104", "VATEX-EU-G", "G"],
  ["P0105", "VATEX-EU-O", "O"],
  ["P0106", "VATEX-EU-IC", "K"],
  ["P0107", "VATEX-EU-AE", "AE"],
  ["P0108", "VATEX-EU-D", "E"],
  ["P0109", "VATEX-EU-F", "E"],
  ["P0110", "VATEX-EU-I", "E"],
  ["P0111", "VATEX-EU-J", "E"],
] as const;

const vatBreakdown: readonly Rule<Draft<VatBreakdown>>[] = reasonOf.map(
  ([rule, reason, category]) => ({
    id: `PEPPOL-EN16931-${rule}`,
    at: "/category",
    warning: true,
    // The CII rules of Peppol do not have them.
    holds: (it, { syntax }) =>
      it.exemptionReasonCode?.toUpperCase() !== reason ||
      it.category === category ||
      syntax === "cii",
    fr: `Avec le motif ${reason} (BT-121), la catégorie de TVA (BT-118) est ${category}.`,
    en: `With the reason ${reason} (BT-121) the VAT category (BT-118) is ${category}.`,
  }),
);

const lines: readonly Rule<Draft<Line>>[] = [
  {
    id: "PEPPOL-EN16931-R046",
    at: "/netUnitPrice",
    arithmetic: true,
    warning: true,
    holds: (line) => {
      const gross = decimalOf(line.grossUnitPrice);
      const net = decimalOf(line.netUnitPrice);
      return !gross || !net || net.eq(gross.minus(decimalOf(line.priceDiscount) ?? zero));
    },
    fr: "Le prix net (BT-146) n’est pas le prix brut (BT-148) moins la remise (BT-147).",
    en: "The net price (BT-146) is not the gross price (BT-148) less the discount (BT-147).",
  },
  {
    id: "PEPPOL-EN16931-R110",
    at: "/period/start",
    warning: true,
    holds: ({ period }, { invoice }) =>
      !filled(period?.start) ||
      !filled(invoice.period?.start) ||
      period!.start! >= invoice.period!.start!,
    fr: "La période de la ligne commence (BT-134) avant celle de la facture (BT-73).",
    en: "The line’s period starts (BT-134) before that of the invoice (BT-73).",
  },
  {
    id: "PEPPOL-EN16931-R111",
    at: "/period/end",
    warning: true,
    holds: ({ period }, { invoice }) =>
      !filled(period?.end) || !filled(invoice.period?.end) || period!.end! <= invoice.period!.end!,
    fr: "La période de la ligne finit (BT-135) après celle de la facture (BT-74).",
    en: "The line’s period ends (BT-135) after that of the invoice (BT-74).",
  },
  {
    id: "PEPPOL-EN16931-R121",
    at: "/baseQuantity",
    warning: true,
    holds: (line) => decimalOf(line.baseQuantity)?.gt(zero) ?? true,
    fr: "La quantité de base du prix (BT-149) est plus grande que zéro.",
    en: "The base quantity of the price (BT-149) is greater than zero.",
  },
  {
    id: "PEPPOL-EN16931-R130",
    at: "/baseQuantity",
    warning: true,
    holds: (line) =>
      !exists(line.baseQuantityUnitCode) ||
      !exists(line.quantity) ||
      line.baseQuantityUnitCode === line.unitCode,
    fr: "L’unité de la quantité de base (BT-150) est celle de la quantité facturée (BT-130).",
    en: "The unit of the base quantity (BT-150) is that of the invoiced quantity (BT-130).",
  },
];

const allowanceCharges: readonly Rule<Draft<AllowanceCharge>>[] = [
  {
    id: "PEPPOL-EN16931-R041",
    at: "/baseAmount",
    warning: true,
    holds: (it) => !exists(it.percentage) || exists(it.baseAmount),
    fr: "Donnez le montant de base du pourcentage (BT-93, 100, 137 ou 142).",
    en: "Give the base amount of the percentage (BT-93, 100, 137 or 142).",
  },
  {
    id: "PEPPOL-EN16931-R042",
    at: "/percentage",
    warning: true,
    holds: (it) => exists(it.percentage) || !exists(it.baseAmount),
    fr: "Donnez le pourcentage du montant de base (BT-94, 101, 138 ou 143).",
    en: "Give the percentage of the base amount (BT-94, 101, 138 or 143).",
  },
];

export const peppolRules: PeppolRules = {
  document,
  paymentMeans,
  vatBreakdown,
  lines,
  allowanceCharges,
};

const shared = <Subject>(rules: readonly Rule<Subject>[]) =>
  rules.filter(({ id }) => id !== null && peppolInXRechnung.has(id));

/** Those of them that XRechnung has taken over. */
export const xrechnungPeppolRules: PeppolRules = {
  document: shared(document),
  paymentMeans: shared(paymentMeans),
  vatBreakdown: shared(vatBreakdown),
  lines: shared(lines),
  allowanceCharges: shared(allowanceCharges),
};
