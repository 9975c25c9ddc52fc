import type { Language } from "#app/platform/i18n/language.ts";
import * as lists from "../code-lists.ts";
import { unitCodes } from "../unit-codes.ts";
import type { Advice } from "./advice.ts";
import { peppolProcess } from "./peppol-rules.ts";

/** One coded term: its rule, the values it may take, and what to say when it takes another. */
export interface CodeRule extends Readonly<Record<Language, string>> {
  readonly id: string;
  readonly list: ReadonlySet<string>;
  /** True when another code is told but does not refuse the document. */
  readonly warning?: true;
}

const scheme = {
  fr: "Le schéma {found} n’est pas dans la liste ISO 6523 (ICD), employez par exemple 0002 (SIREN) ou 0088 (GLN).",
  en: "The scheme {found} is not in the ISO 6523 (ICD) list, use for example 0002 (SIREN) or 0088 (GLN).",
};
const currency = {
  fr: "La devise {found} n’est pas un code ISO 4217, écrivez par exemple EUR.",
  en: "The currency {found} is not an ISO 4217 code, write for example EUR.",
};
const country = {
  fr: "Le pays {found} n’est pas un code ISO 3166-1, écrivez par exemple FR.",
  en: "The country {found} is not an ISO 3166-1 code, write for example FR.",
};
const vatCategory = {
  fr: "La catégorie de TVA {found} n’existe pas, employez S, Z, E, AE, K, G, O, L, M ou B.",
  en: "The VAT category {found} does not exist, use S, Z, E, AE, K, G, O, L, M or B.",
};

/**
 * Coded terms (EN 16931-1, 6.5; CEN BR-CL). Which places of a document each one governs is told by the binding of its
 * syntax: `json-codes.ts` for the model itself, `ubl-codes.ts` for UBL.
 */
export const codeRules = {
  invoiceType: {
    id: "BR-CL-01",
    list: lists.invoiceTypeCodes,
    fr: "Le type {found} n’est pas un type de facture (UNTDID 1001), employez par exemple 380.",
    en: "The type {found} is not an invoice type (UNTDID 1001), use for example 380.",
  },
  creditNoteType: {
    id: "BR-CL-01",
    list: lists.creditNoteTypeCodes,
    fr: "Le type {found} n’est pas un type d’avoir (UNTDID 1001), employez par exemple 381.",
    en: "The type {found} is not a credit note type (UNTDID 1001), use for example 381.",
  },
  documentType: {
    id: "BR-CL-01",
    list: new Set([...lists.invoiceTypeCodes, ...lists.creditNoteTypeCodes]),
    fr: "Le type {found} n’est pas dans la liste UNTDID 1001, employez par exemple 380 ou 381.",
    en: "The type {found} is not in the UNTDID 1001 list, use for example 380 or 381.",
  },
  amountCurrency: { id: "BR-CL-03", list: lists.currencyCodes, ...currency },
  currency: { id: "BR-CL-04", list: lists.currencyCodes, ...currency },
  vatCurrency: { id: "BR-CL-05", list: lists.currencyCodes, ...currency },
  taxPointDate: {
    id: "BR-CL-06",
    list: lists.taxPointDateCodes,
    fr: "Le code d’exigibilité {found} n’existe pas, employez 3, 35 ou 432.",
    en: "The VAT point code {found} does not exist, use 3, 35 or 432.",
  },
  objectScheme: {
    id: "BR-CL-07",
    list: lists.objectIdentifierSchemes,
    fr: "Le schéma {found} n’est pas dans la liste UNTDID 1153.",
    en: "The scheme {found} is not in the UNTDID 1153 list.",
  },
  noteSubject: {
    id: "BR-CL-08",
    list: lists.noteSubjectCodes,
    fr: "Le sujet de note {found} n’est pas dans la liste UNTDID 4451.",
    en: "The note subject {found} is not in the UNTDID 4451 list.",
  },
  partyScheme: { id: "BR-CL-10", list: lists.identifierSchemes, ...scheme },
  legalScheme: { id: "BR-CL-11", list: lists.identifierSchemes, ...scheme },
  classificationScheme: {
    id: "BR-CL-13",
    list: lists.itemClassificationSchemes,
    fr: "Le schéma de classification {found} n’est pas dans la liste UNTDID 7143.",
    en: "The classification scheme {found} is not in the UNTDID 7143 list.",
  },
  country: { id: "BR-CL-14", list: lists.countryCodes, ...country },
  originCountry: { id: "BR-CL-15", list: lists.countryCodes, ...country },
  paymentMeans: {
    id: "BR-CL-16",
    list: lists.paymentMeansCodes,
    fr: "Le moyen de paiement {found} n’est pas dans la liste UNTDID 4461.",
    en: "The payment means {found} is not in the UNTDID 4461 list.",
  },
  vatCategory: { id: "BR-CL-17", list: lists.vatCategoryCodes, ...vatCategory },
  lineVatCategory: { id: "BR-CL-18", list: lists.vatCategoryCodes, ...vatCategory },
  allowanceReason: {
    id: "BR-CL-19",
    list: lists.allowanceReasonCodes,
    fr: "Le motif de remise {found} n’est pas dans la liste UNTDID 5189.",
    en: "The allowance reason {found} is not in the UNTDID 5189 list.",
  },
  chargeReason: {
    id: "BR-CL-20",
    list: lists.chargeReasonCodes,
    fr: "Le motif de frais {found} n’est pas dans la liste UNTDID 7161.",
    en: "The charge reason {found} is not in the UNTDID 7161 list.",
  },
  itemScheme: { id: "BR-CL-21", list: lists.identifierSchemes, ...scheme },
  exemptionReason: {
    id: "BR-CL-22",
    list: lists.exemptionReasonCodes,
    fr: "Le code d’exonération {found} n’est pas dans la liste VATEX.",
    en: "The exemption code {found} is not in the VATEX list.",
  },
  unit: {
    id: "BR-CL-23",
    list: unitCodes,
    fr: "L’unité {found} n’est pas dans les recommandations 20 et 21 de l’ONU, employez par exemple C62 (pièce).",
    en: "The unit {found} is not in UN/ECE Recommendations 20 and 21, use for example C62 (piece).",
  },
  mediaType: {
    id: "BR-CL-24",
    list: lists.attachmentMediaTypes,
    fr: "Le format {found} n’est pas accepté en pièce jointe, envoyez PDF, PNG, JPEG, CSV, XLSX ou ODS.",
    en: "The format {found} is not accepted as an attachment, send PDF, PNG, JPEG, CSV, XLSX or ODS.",
  },
  electronicAddressScheme: {
    id: "BR-CL-25",
    list: lists.electronicAddressSchemes,
    fr: "Le schéma d’adresse électronique {found} n’est pas dans la liste EAS, employez par exemple 0225 ou 0088.",
    en: "The electronic address scheme {found} is not in the EAS list, use for example 0225 or 0088.",
  },
  locationScheme: { id: "BR-CL-26", list: lists.identifierSchemes, ...scheme },
} satisfies Record<string, CodeRule>;

/** VATEX codes compare without regard to case, as the official rule does. */
export function codeAllowed(rule: CodeRule, code: string): boolean {
  return rule.list.has(code) || (rule.id === "BR-CL-22" && rule.list.has(code.toUpperCase()));
}

/** The type of a document (BT-3) in Peppol’s processes of billing. */
const peppolInvoiceTypes = lists.codes(`
  71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 393 395 553 575 623 780 817 870 875 876
  877
`);
const peppolCreditNoteTypes = lists.codes("81 83 381 396 532");

const peppolType = {
  warning: true,
  fr: "Peppol n’accepte pas le type {found} (BT-3) dans ce processus, employez par exemple 380 ou 381.",
  en: "Peppol does not take the type {found} (BT-3) in this process, use for example 380 or 381.",
} as const;

/** EAS schemes that CEN knows and no edition of Peppol does. */
const outsidePeppol = lists.codes("0219 0220 AN AQ AS AU EM");

const peppolCodes: readonly (readonly [CodeRule, CodeRule])[] = [
  narrowed(codeRules.mediaType, "CL001"),
  narrowed(codeRules.allowanceReason, "CL002"),
  narrowed(codeRules.chargeReason, "CL003"),
  narrowed(codeRules.taxPointDate, "CL006"),
  narrowed(codeRules.amountCurrency, "CL007"),
  narrowed(
    codeRules.electronicAddressScheme,
    "CL008",
    new Set([...lists.electronicAddressSchemes].filter((scheme) => !outsidePeppol.has(scheme))),
  ),
];

function narrowed(rule: CodeRule, id: string, list = rule.list): readonly [CodeRule, CodeRule] {
  return [rule, { ...rule, id: `PEPPOL-EN16931-${id}`, list, warning: true }];
}

/** What Peppol wants of a coded term, by the rule of EN 16931 about it. */
const peppolCodeRules: ReadonlyMap<CodeRule, CodeRule> = new Map(peppolCodes);

/** The same in its processes of billing, which take fewer types of document; CII and JSON have one list for invoices and credit notes. */
const peppolBillingCodeRules: ReadonlyMap<CodeRule, CodeRule> = new Map<CodeRule, CodeRule>([
  ...peppolCodes,
  [codeRules.invoiceType, { id: "PEPPOL-EN16931-P0100", list: peppolInvoiceTypes, ...peppolType }],
  [
    codeRules.creditNoteType,
    { id: "PEPPOL-EN16931-P0101", list: peppolCreditNoteTypes, ...peppolType },
  ],
  [
    codeRules.documentType,
    {
      id: "PEPPOL-EN16931-P0100",
      list: new Set([...peppolInvoiceTypes, ...peppolCreditNoteTypes]),
      ...peppolType,
    },
  ],
]);

/** The lists that a document's codes are held against beside those of EN 16931: none where it does not go by Peppol. */
export function narrowerCodes(
  { peppol }: Advice,
  processId: string | undefined,
): ReadonlyMap<CodeRule, CodeRule> | undefined {
  if (!peppol) return undefined;
  const process = peppolProcess(processId);
  return process === "01" || process === "response" ? peppolBillingCodeRules : peppolCodeRules;
}
