import { exists, filled, type InvoiceDraft } from "../draft.ts";
import type { Rule } from "./rule.ts";

const uses = (invoice: InvoiceDraft, code: string) =>
  invoice.vatBreakdown.some(({ category }) => category === code);
const usesAnywhere = (invoice: InvoiceDraft, code: string) =>
  uses(invoice, code) ||
  [invoice.lines, invoice.allowances, invoice.charges].some((subjects) =>
    subjects.some(({ vat }) => vat?.category === code),
  );
const onlyO = (subjects: readonly { vat?: { category?: string } }[]) =>
  subjects.every(({ vat }) => !exists(vat?.category) || vat?.category === "O");

/** Rules that a single VAT category has beside the ten that all have. */
export const vatSpecialRules: readonly Rule<InvoiceDraft>[] = [
  {
    id: "BR-IC-11",
    at: "/delivery/date",
    holds: (invoice) =>
      !uses(invoice, "K") ||
      filled(invoice.delivery?.date) ||
      exists(invoice.period?.start) ||
      exists(invoice.period?.end) ||
      exists(invoice.taxPointCode),
    fr: "Pour une livraison intracommunautaire, donnez la date de livraison (BT-72) ou la période (BG-14).",
    en: "For an intra-community supply, give the delivery date (BT-72) or the period (BG-14).",
  },
  {
    id: "BR-IC-12",
    at: "/delivery/address/country",
    holds: (invoice) => !uses(invoice, "K") || filled(invoice.delivery?.address?.country),
    fr: "Pour une livraison intracommunautaire, donnez le pays de livraison (BT-80).",
    en: "For an intra-community supply, give the country of delivery (BT-80).",
  },
  {
    id: "BR-O-11",
    at: "/vatBreakdown",
    holds: (invoice) =>
      !uses(invoice, "O") ||
      invoice.vatBreakdown.every(({ category }) => !exists(category) || category === "O"),
    fr: "Hors champ de la TVA (O) exclut toute autre catégorie dans la ventilation.",
    en: "Not subject to VAT (O) excludes every other category in the breakdown.",
  },
  {
    id: "BR-O-12",
    at: "/lines",
    holds: (invoice) => !uses(invoice, "O") || onlyO(invoice.lines),
    fr: "Hors champ de la TVA (O) exclut toute ligne d’une autre catégorie.",
    en: "Not subject to VAT (O) excludes lines of any other category.",
  },
  {
    id: "BR-O-13",
    at: "/allowances",
    holds: (invoice) => !uses(invoice, "O") || onlyO(invoice.allowances),
    fr: "Hors champ de la TVA (O) exclut toute remise d’une autre catégorie.",
    en: "Not subject to VAT (O) excludes allowances of any other category.",
  },
  {
    id: "BR-O-14",
    at: "/charges",
    holds: (invoice) => !uses(invoice, "O") || onlyO(invoice.charges),
    fr: "Hors champ de la TVA (O) exclut tous frais d’une autre catégorie.",
    en: "Not subject to VAT (O) excludes charges of any other category.",
  },
  {
    id: "BR-B-01",
    at: "/vatBreakdown",
    holds: (invoice) => !usesAnywhere(invoice, "B") || countries(invoice).every((c) => c === "IT"),
    fr: "Le paiement scindé (B) n’existe qu’entre parties italiennes.",
    en: "Split payment (B) exists between Italian parties only.",
  },
  {
    id: "BR-B-02",
    at: "/vatBreakdown",
    holds: (invoice) => !usesAnywhere(invoice, "B") || !usesAnywhere(invoice, "S"),
    fr: "Le paiement scindé (B) et la TVA normale (S) s’excluent dans un même document.",
    en: "Split payment (B) and standard rated VAT (S) exclude each other in one document.",
  },
];

/** Every country that the document names. */
function countries(invoice: InvoiceDraft): string[] {
  return [
    invoice.seller?.address?.country,
    invoice.buyer?.address?.country,
    invoice.taxRepresentative?.address?.country,
    invoice.delivery?.address?.country,
    ...invoice.lines.map((line) => line.originCountry),
  ].filter((country): country is string => country !== undefined);
}
