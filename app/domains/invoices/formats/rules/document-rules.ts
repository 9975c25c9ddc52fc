import { isCreditNote } from "../../model.ts";
import { countryCodes } from "../code-lists.ts";
import { decimalOf, zero } from "../decimal-text.ts";
import { exists, filled, type InvoiceDraft } from "../draft.ts";
import type { Rule } from "./rule.ts";

/** The document as a whole: what must be there, and what excludes what (EN 16931-1, 6.4.1 and 6.4.2). */
export const documentRules: readonly Rule<InvoiceDraft>[] = [
  {
    id: "BR-01",
    at: "/specificationId",
    holds: (invoice) => filled(invoice.specificationId),
    fr: "Indiquez la spécification que suit la facture (BT-24), par exemple urn:cen.eu:en16931:2017.",
    en: "Say which specification the invoice follows (BT-24), for example urn:cen.eu:en16931:2017.",
  },
  {
    id: "BR-02",
    at: "/number",
    holds: (invoice) => filled(invoice.number),
    fr: "Indiquez le numéro de la facture (BT-1).",
    en: "Give the invoice number (BT-1).",
  },
  {
    id: "BR-03",
    at: "/issueDate",
    holds: (invoice) => filled(invoice.issueDate),
    fr: "Indiquez la date d’émission (BT-2).",
    en: "Give the issue date (BT-2).",
  },
  {
    id: "BR-04",
    at: "/typeCode",
    holds: (invoice) => filled(invoice.typeCode),
    fr: "Indiquez le type de document (BT-3), par exemple 380 pour une facture ou 381 pour un avoir.",
    en: "Give the document type (BT-3), for example 380 for an invoice or 381 for a credit note.",
  },
  {
    id: "BR-05",
    at: "/currency",
    holds: (invoice) => filled(invoice.currency),
    fr: "Indiquez la devise de la facture (BT-5), par exemple EUR.",
    en: "Give the invoice currency (BT-5), for example EUR.",
  },
  {
    id: "BR-06",
    at: "/seller/name",
    holds: (invoice) => filled(invoice.seller?.name),
    fr: "Indiquez le nom du vendeur (BT-27).",
    en: "Give the seller’s name (BT-27).",
  },
  {
    id: "BR-07",
    at: "/buyer/name",
    holds: (invoice) => filled(invoice.buyer?.name),
    fr: "Indiquez le nom de l’acheteur (BT-44).",
    en: "Give the buyer’s name (BT-44).",
  },
  {
    id: "BR-08",
    at: "/seller/address",
    holds: (invoice) => exists(invoice.seller?.address),
    fr: "Indiquez l’adresse du vendeur (BG-5).",
    en: "Give the seller’s address (BG-5).",
  },
  {
    id: "BR-09",
    at: "/seller/address/country",
    holds: ({ seller }) => !seller?.address || filled(seller.address.country),
    fr: "Indiquez le pays du vendeur (BT-40), par exemple FR.",
    en: "Give the seller’s country (BT-40), for example FR.",
  },
  {
    id: "BR-10",
    at: "/buyer/address",
    holds: (invoice) => exists(invoice.buyer?.address),
    fr: "Indiquez l’adresse de l’acheteur (BG-8).",
    en: "Give the buyer’s address (BG-8).",
  },
  {
    // In JSON an empty address is the biller's way to say "as in your records" (contract.md's own example): the customer
    // is known by its number, so the document is taken and the finding told.
    id: "BR-11",
    at: "/buyer/address/country",
    holds: ({ buyer }) => !buyer?.address || filled(buyer.address.country),
    warning: ({ invoice, syntax }) =>
      syntax === "json" &&
      filled(invoice.customerNumber) &&
      !Object.values(invoice.buyer?.address ?? {}).some((part) => filled(part)),
    fr: "Indiquez le pays de l’acheteur (BT-55), par exemple FR.",
    en: "Give the buyer’s country (BT-55), for example FR.",
  },
  {
    id: "BR-16",
    at: "/lines",
    holds: (invoice) => invoice.lines.length > 0,
    fr: "Ajoutez au moins une ligne (BG-25).",
    en: "Add at least one line (BG-25).",
  },
  {
    id: "BR-17",
    at: "/payee/name",
    // A payee is named only when it is someone other than the seller (which CII compares otherwise: cii-rules.ts).
    holds: ({ payee, seller }, { syntax }) =>
      !payee ||
      (exists(payee.name) && syntax === "cii") ||
      (exists(payee.name) &&
        payee.name !== seller?.tradingName &&
        !seller?.identifiers.some(({ id }) => id !== undefined && id === payee.identifier?.id)),
    fr: "Nommez le bénéficiaire du paiement (BT-59), ou retirez-le s’il est le vendeur.",
    en: "Name the payee (BT-59), or leave it out when it is the seller.",
  },
  {
    id: "BR-18",
    at: "/taxRepresentative/name",
    holds: ({ taxRepresentative }) => !taxRepresentative || filled(taxRepresentative.name),
    fr: "Indiquez le nom du représentant fiscal (BT-62).",
    en: "Give the tax representative’s name (BT-62).",
  },
  {
    id: "BR-19",
    at: "/taxRepresentative/address",
    holds: ({ taxRepresentative }) => !taxRepresentative || exists(taxRepresentative.address),
    fr: "Indiquez l’adresse du représentant fiscal (BG-12).",
    en: "Give the tax representative’s address (BG-12).",
  },
  {
    id: "BR-20",
    at: "/taxRepresentative/address/country",
    holds: ({ taxRepresentative }) =>
      !taxRepresentative?.address || filled(taxRepresentative.address.country),
    fr: "Indiquez le pays du représentant fiscal (BT-69).",
    en: "Give the tax representative’s country (BT-69).",
  },
  {
    id: "BR-29",
    at: "/period/end",
    holds: ({ period }) => !period || !reversed(period),
    fr: "La période de facturation finit avant de commencer, corrigez BT-73 ou BT-74.",
    en: "The invoicing period ends before it starts, correct BT-73 or BT-74.",
  },
  {
    id: "BR-52",
    at: "/invoicedObject/id",
    holds: ({ invoicedObject }) => !invoicedObject || filled(invoicedObject.id),
    fr: "Indiquez l’identifiant de l’objet facturé (BT-18).",
    en: "Give the identifier of the invoiced object (BT-18).",
  },
  {
    id: "BR-53",
    at: "/totals/vatInAccountingCurrency",
    holds: ({ vatCurrency, totals }) =>
      !exists(vatCurrency) || exists(totals?.vatInAccountingCurrency),
    fr: "Indiquez le total de TVA dans la devise de comptabilisation (BT-111), car BT-6 est donnée.",
    en: "Give the total VAT in the accounting currency (BT-111), since BT-6 is given.",
  },
  {
    id: "BR-56",
    at: "/taxRepresentative/vatId",
    holds: ({ taxRepresentative }) => !taxRepresentative || exists(taxRepresentative.vatId),
    fr: "Indiquez le numéro de TVA du représentant fiscal (BT-63).",
    en: "Give the tax representative’s VAT number (BT-63).",
  },
  {
    id: "BR-57",
    at: "/delivery/address/country",
    holds: ({ delivery }) => !delivery?.address || exists(delivery.address.country),
    fr: "Indiquez le pays de livraison (BT-80).",
    en: "Give the country of delivery (BT-80).",
  },
  {
    id: "BR-62",
    at: "/seller/electronicAddress/scheme",
    holds: ({ seller }) => !seller?.electronicAddress || exists(seller.electronicAddress.scheme),
    fr: "Indiquez le schéma de l’adresse électronique du vendeur (BT-34-1).",
    en: "Give the scheme of the seller’s electronic address (BT-34-1).",
  },
  {
    id: "BR-63",
    at: "/buyer/electronicAddress/scheme",
    holds: ({ buyer }) => !buyer?.electronicAddress || exists(buyer.electronicAddress.scheme),
    fr: "Indiquez le schéma de l’adresse électronique de l’acheteur (BT-49-1).",
    en: "Give the scheme of the buyer’s electronic address (BT-49-1).",
  },
  {
    id: "BR-CO-03",
    at: "/taxPointDate",
    holds: (invoice) => !exists(invoice.taxPointDate) || !exists(invoice.taxPointCode),
    fr: "Gardez la date d’exigibilité de la TVA (BT-7) ou son code (BT-8), pas les deux.",
    en: "Keep either the VAT point date (BT-7) or its code (BT-8), not both.",
  },
  {
    id: "BR-CO-09",
    at: "/seller/vatId",
    holds: (invoice) => startsWithCountry(invoice.seller?.vatId),
    fr: "Commencez le numéro de TVA du vendeur (BT-31) par le code de son pays, par exemple FR.",
    en: "Start the seller’s VAT number (BT-31) with its country code, for example FR.",
  },
  {
    id: "BR-CO-09",
    at: "/buyer/vatId",
    holds: (invoice) => startsWithCountry(invoice.buyer?.vatId),
    fr: "Commencez le numéro de TVA de l’acheteur (BT-48) par le code de son pays, par exemple FR.",
    en: "Start the buyer’s VAT number (BT-48) with its country code, for example FR.",
  },
  {
    id: "BR-CO-09",
    at: "/taxRepresentative/vatId",
    holds: (invoice) => startsWithCountry(invoice.taxRepresentative?.vatId),
    fr: "Commencez le numéro de TVA du représentant fiscal (BT-63) par le code de son pays.",
    en: "Start the tax representative’s VAT number (BT-63) with its country code.",
  },
  {
    id: "BR-CO-19",
    at: "/period",
    holds: ({ period }) => !period || exists(period.start) || exists(period.end),
    fr: "Donnez un début (BT-73) ou une fin (BT-74) à la période de facturation.",
    en: "Give the invoicing period a start (BT-73) or an end (BT-74).",
  },
  {
    id: "BR-CO-25",
    at: "/dueDate",
    // Dropped from the CEN rules in 1.3.16, kept by Factur-X 1.09; it never applied to credit notes.
    warning: ({ syntax }) => syntax !== "json",
    holds: (invoice) =>
      exists(invoice.dueDate) ||
      exists(invoice.paymentTerms) ||
      !filled(invoice.typeCode) ||
      isCreditNote({ typeCode: invoice.typeCode! }) ||
      !(decimalOf(invoice.totals?.payable) ?? zero).gt(zero),
    fr: "Indiquez l’échéance (BT-9) ou les conditions de paiement (BT-20), car il reste à payer.",
    en: "Give the due date (BT-9) or the payment terms (BT-20), since an amount is due.",
  },
  {
    id: "BR-CO-26",
    at: "/seller",
    holds: ({ seller }) =>
      seller !== undefined &&
      (seller.identifiers.length > 0 || exists(seller.legalId?.id) || exists(seller.vatId)),
    fr: "Identifiez le vendeur par un identifiant (BT-29), son immatriculation (BT-30) ou son numéro de TVA (BT-31).",
    en: "Identify the seller by an identifier (BT-29), registration (BT-30) or VAT number (BT-31).",
  },
];

/** ISO 3166-1 prefix; Greece writes EL. */
function startsWithCountry(vatId: string | undefined): boolean {
  if (!filled(vatId)) return true;
  const prefix = vatId!.slice(0, 2);
  return prefix === "EL" || countryCodes.has(prefix);
}

/** True when both ends are given and the second is earlier; days compare as text. */
export function reversed(period: { start?: string; end?: string }): boolean {
  return filled(period.start) && filled(period.end) && period.end! < period.start!;
}
