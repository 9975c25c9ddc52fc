import type { Words } from "../xml-findings.ts";
import type { XmlElement } from "../xml-tree.ts";

/**
 * What Peppol BIS Billing 3 says about the syntax of a document: which of these a syntax can break, and where, is told by its
 * binding (`ubl-peppol.ts`, `cii-peppol.ts`).
 */
export const peppolWords = {
  "PEPPOL-EN16931-F001": {
    fr: "Peppol écrit ce jour autrement, employez la forme {form}.",
    en: "Peppol writes this day otherwise, use the form {form}.",
  },
  "PEPPOL-EN16931-R006": {
    fr: "Gardez un seul objet facturé (BT-18) sur le document.",
    en: "Keep a single invoiced object (BT-18) on the document.",
  },
  "PEPPOL-EN16931-R008": {
    fr: "L’élément {name} est vide, remplissez-le ou retirez-le.",
    en: "The element {name} is empty, fill it or remove it.",
  },
  "PEPPOL-EN16931-R043": {
    fr: "Écrivez true (frais) ou false (remise) dans ChargeIndicator.",
    en: "Write true (charge) or false (allowance) in ChargeIndicator.",
  },
  "PEPPOL-EN16931-R044": {
    fr: "Un prix ne porte pas de frais, seulement une remise\u00a0: ChargeIndicator y est false.",
    en: "A price bears no charge, only an allowance: its ChargeIndicator is false.",
  },
  "PEPPOL-EN16931-R051": {
    fr: "Écrivez les montants dans la devise de la facture (BT-5), sauf le total de TVA de BT-111.",
    en: "Write amounts in the invoice currency (BT-5), except the VAT total of BT-111.",
  },
  "PEPPOL-EN16931-R053": {
    fr: "Donnez un total de TVA (BT-110) avec sa ventilation, et un seul.",
    en: "Give one VAT total (BT-110) with its breakdown, and only one.",
  },
  "PEPPOL-EN16931-R054": {
    fr: "Donnez un second total de TVA (BT-111), sans ventilation, si et seulement si BT-6 est donnée.",
    en: "Give a second VAT total (BT-111), without breakdown, if and only if BT-6 is given.",
  },
  "PEPPOL-EN16931-R080": {
    fr: "Gardez une seule référence de type 50 sur le document.",
    en: "Keep a single reference of type 50 on the document.",
  },
  "PEPPOL-EN16931-R100": {
    fr: "Gardez un seul objet facturé (BT-128) par ligne.",
    en: "Keep a single invoiced object (BT-128) per line.",
  },
  "PEPPOL-EN16931-R101": {
    fr: "Une ligne ne référence qu’un objet facturé (BT-128)\u00a0: donnez le type 130, ou retirez la référence.",
    en: "A line refers to an invoiced object (BT-128) only: give the type 130, or remove the reference.",
  },
} satisfies Record<string, Words>;

export type PeppolSyntaxRule = keyof typeof peppolWords;

/** How the bindings of Peppol tell what an element breaks. */
export type PeppolReport = (
  rule: PeppolSyntaxRule,
  element: XmlElement,
  values?: Readonly<Record<string, string>>,
) => void;
