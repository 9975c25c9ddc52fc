import type { Attachment, VatBreakdown } from "../../model.ts";
import { type Draft, exists, filled, type InvoiceDraft } from "../draft.ts";
import type { Rule, Whole } from "./rule.ts";

/**
 * XRechnung 3.0 (KoSIT), as far as the canonical model shows it. All are warnings: a German authority refuses such a document,
 * while it is whole by EN 16931. Of single payment means: `xrechnung-payment-rules.ts`; what
 * XRechnung has taken over from Peppol: `peppol-rules.ts`. Not judged: its
 * extension (BR-DEX) and the procurement of vehicles (BR-DE-CVD), which allow codes that EN 16931 refuses.
 */
const identifier = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";
const specifications: ReadonlySet<string> = new Set([
  identifier,
  `${identifier}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0`,
  `${identifier}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9`,
]);

const typeCodes = new Set(["326", "380", "381", "384", "389", "875", "876", "877"]);

/** VAT categories of sellers who are registered. */
const registered = new Set(["S", "Z", "E", "AE", "K", "G", "L", "M"]);

/** "#SKONTO#TAGE=14#PROZENT=2.25#": cash discount, a line each. */
const discount = /^#SKONTO#TAGE=\d+#PROZENT=\d+\.\d{2}(?:#BASISBETRAG=-?\d+\.\d{2})?#$/;

export const xrechnungDocumentRules: readonly Rule<InvoiceDraft>[] = [
  {
    id: "BR-DE-1",
    at: "/paymentMeans",
    warning: true,
    holds: ({ paymentMeans }) => paymentMeans.length > 0,
    fr: "XRechnung veut savoir comment payer, donnez un moyen de paiement (BG-16).",
    en: "XRechnung wants to know how to pay, give a payment means (BG-16).",
  },
  {
    id: "BR-DE-2",
    at: "/seller/contact",
    warning: true,
    holds: ({ seller }) => exists(seller?.contact),
    fr: "XRechnung veut l’interlocuteur du vendeur (BG-6).",
    en: "XRechnung wants the seller’s contact (BG-6).",
  },
  ...addressRules("seller", "BR-DE-3", "BT-37", "BR-DE-4", "BT-38", {
    fr: "du vendeur",
    en: "seller’s",
  }),
  ...(
    [
      ["BR-DE-5", "name", "BT-41", "le nom de l’interlocuteur du vendeur", "name"],
      ["BR-DE-6", "phone", "BT-42", "le téléphone de l’interlocuteur du vendeur", "phone number"],
      ["BR-DE-7", "email", "BT-43", "l’adresse électronique de l’interlocuteur", "e-mail address"],
    ] as const
  ).map(
    ([id, term, number, fr, en]): Rule<InvoiceDraft> => ({
      id,
      at: `/seller/contact/${term}`,
      warning: true,
      holds: ({ seller }) => !seller?.contact || filled(seller.contact[term]),
      fr: `XRechnung veut ${fr} (${number}).`,
      en: `XRechnung wants the ${en} of the seller’s contact (${number}).`,
    }),
  ),
  ...addressRules("buyer", "BR-DE-8", "BT-52", "BR-DE-9", "BT-53", {
    fr: "de l’acheteur",
    en: "buyer’s",
  }),
  ...addressRules("delivery", "BR-DE-10", "BT-77", "BR-DE-11", "BT-78", {
    fr: "de livraison",
    en: "delivery",
  }),
  {
    id: "BR-DE-15",
    at: "/buyerReference",
    warning: true,
    holds: ({ buyerReference }) => filled(buyerReference),
    fr: "XRechnung veut la référence de l’acheteur (BT-10), en Allemagne sa «\u00a0Leitweg-ID\u00a0».",
    en: "XRechnung wants the buyer’s reference (BT-10), in Germany its “Leitweg-ID”.",
  },
  {
    id: "BR-DE-16",
    at: "/seller",
    warning: true,
    holds: ({ seller, taxRepresentative, lines, allowances, charges }) =>
      filled(seller?.vatId) ||
      filled(seller?.taxRegistrationId) ||
      exists(taxRepresentative) ||
      ![...lines, ...allowances, ...charges].some(({ vat }) => registered.has(vat?.category ?? "")),
    fr: "Donnez le numéro de TVA (BT-31) ou fiscal (BT-32) du vendeur, ou son représentant fiscal (BG-11).",
    en: "Give the seller’s VAT (BT-31) or tax number (BT-32), or its tax representative (BG-11).",
  },
  {
    id: "BR-DE-17",
    at: "/typeCode",
    warning: true,
    holds: ({ typeCode }) => typeCodes.has(typeCode ?? ""),
    fr: "XRechnung n’emploie que les types 326, 380, 381, 384, 389, 875, 876 et 877 (BT-3).",
    en: "XRechnung uses the types 326, 380, 381, 384, 389, 875, 876 and 877 only (BT-3).",
  },
  {
    id: "BR-DE-18",
    at: "/paymentTerms",
    warning: true,
    // Whether a line break follows the last one is not judged: the model keeps no white space around a text.
    holds: ({ paymentTerms }) =>
      (paymentTerms ?? "")
        .split(/\r?\n/)
        .map((line) => line.trim())
        .every((line) => !line.startsWith("#") || discount.test(line)),
    fr: "Écrivez l’escompte (BT-20) sous la forme #SKONTO#TAGE=14#PROZENT=2.25#, une ligne chacun.",
    en: "Write a cash discount (BT-20) as #SKONTO#TAGE=14#PROZENT=2.25#, a line each.",
  },
  {
    id: "BR-DE-21",
    at: "/specificationId",
    warning: true,
    holds: ({ specificationId }) => specifications.has(specificationId ?? ""),
    fr: `La spécification (BT-24) d’une XRechnung d’aujourd’hui est ${identifier}.`,
    en: `The specification (BT-24) of today’s XRechnung is ${identifier}.`,
  },
  {
    id: "BR-DE-22",
    at: "/attachments",
    warning: true,
    holds: ({ attachments }) => {
      const names = attachments.flatMap(({ fileName }) => fileName ?? []);
      return new Set(names).size === names.length;
    },
    fr: "Donnez à chaque fichier joint (BT-125) un nom à lui.",
    en: "Give each attached file (BT-125) a name of its own.",
  },
  {
    id: "BR-DE-26",
    at: "/precedingInvoices",
    warning: true,
    holds: ({ typeCode, precedingInvoices }) => typeCode !== "384" || precedingInvoices.length > 0,
    fr: "Nommez la facture que celle-ci (type 384) rectifie (BG-3).",
    en: "Name the invoice that this one (type 384) corrects (BG-3).",
  },
  {
    id: "BR-DE-27",
    at: "/seller/contact/phone",
    warning: true,
    holds: ({ seller }) => !seller?.contact || /\d.*\d.*\d/.test(seller.contact.phone ?? ""),
    fr: "Un numéro de téléphone (BT-42) a au moins trois chiffres.",
    en: "A phone number (BT-42) has at least three digits.",
  },
  {
    id: "BR-DE-28",
    at: "/seller/contact/email",
    warning: true,
    holds: ({ seller }) => !seller?.contact || isEmail(seller.contact.email ?? ""),
    fr: "Ce n’est pas une adresse électronique (BT-43), écrivez par exemple nom@exemple.de.",
    en: "This is no e-mail address (BT-43), write for example name@example.de.",
  },
  {
    id: "BR-DE-30",
    at: "/paymentMeans",
    warning: true,
    holds: (invoice, { syntax }) => {
      const { any, mandate, creditor, account } = debitOf(invoice, syntax);
      return !any || (creditor && (mandate || account || syntax !== "cii"));
    },
    fr: "Donnez l’identifiant du créancier (BT-90), que le prélèvement (BG-19) demande.",
    en: "Give the creditor identifier (BT-90), which the direct debit (BG-19) needs.",
  },
  {
    id: "BR-DE-31",
    at: "/paymentMeans",
    warning: true,
    holds: (invoice, { syntax }) => {
      const { any, mandate, creditor, account } = debitOf(invoice, syntax);
      return !any || (account && (mandate || creditor || syntax !== "cii"));
    },
    fr: "Donnez le compte à débiter (BT-91), que le prélèvement (BG-19) demande.",
    en: "Give the account to be debited (BT-91), which the direct debit (BG-19) needs.",
  },
  {
    id: "BR-DE-TMP-32",
    at: "/delivery/date",
    warning: true,
    // In UBL the code of the VAT point makes a period of its own.
    holds: ({ delivery, period, taxPointCode, lines }, { syntax }) =>
      exists(delivery?.date) ||
      exists(period) ||
      (syntax === "ubl" && exists(taxPointCode)) ||
      lines.every((line) => exists(line.period)),
    fr: "Dites quand la prestation a eu lieu\u00a0: date de livraison (BT-72), ou période (BG-14, BG-26).",
    en: "Say when the supply took place: date of delivery (BT-72), or period (BG-14, BG-26).",
  },
];

/** City and post code, where there is an address. */
function addressRules(
  whose: "seller" | "buyer" | "delivery",
  cityRule: string,
  cityTerm: string,
  postCodeRule: string,
  postCodeTerm: string,
  words: { fr: string; en: string },
): Rule<InvoiceDraft>[] {
  return [
    {
      id: cityRule,
      at: `/${whose}/address/city`,
      warning: true,
      holds: (invoice) => !invoice[whose]?.address || filled(invoice[whose].address.city),
      fr: `XRechnung veut la ville de l’adresse ${words.fr} (${cityTerm}).`,
      en: `XRechnung wants the city of the ${words.en} address (${cityTerm}).`,
    },
    {
      id: postCodeRule,
      at: `/${whose}/address/postCode`,
      warning: true,
      holds: (invoice) => !invoice[whose]?.address || filled(invoice[whose].address.postCode),
      fr: `XRechnung veut le code postal de l’adresse ${words.fr} (${postCodeTerm}).`,
      en: `XRechnung wants the post code of the ${words.en} address (${postCodeTerm}).`,
    },
  ];
}

/** Something without spaces on both sides of one @, and dots only inside its end. */
function isEmail(text: string): boolean {
  const [name, host, more] = text.split("@");
  if (!name || !host || more !== undefined || /\s/.test(text)) return false;
  const labels = host.split(".");
  return labels.length > 1 && labels.every((label) => label !== "");
}

/** What is there of a direct debit (BG-19): its mandate (BT-89), creditor (BT-90) and account (BT-91). */
function debitOf({ paymentMeans }: InvoiceDraft, syntax: Whole["syntax"]) {
  const some = (term: "mandateReference" | "creditorId" | "debitedIban") =>
    paymentMeans.some((it) => exists(it[term]));
  const mandate = some("mandateReference");
  const creditor = some("creditorId");
  const account = some("debitedIban");
  // In UBL the creditor stands with the seller, and a direct debit is one by its mandate or account.
  return { any: mandate || account || (creditor && syntax !== "ubl"), mandate, creditor, account };
}

export const xrechnungBreakdownRules: readonly Rule<Draft<VatBreakdown>>[] = [
  {
    id: "BR-DE-14",
    at: "/rate",
    warning: true,
    holds: (it) => filled(it.rate),
    fr: "XRechnung veut le taux de chaque ventilation de TVA (BT-119), 0 compris.",
    en: "XRechnung wants the rate of each VAT breakdown (BT-119), 0 included.",
  },
];

export const xrechnungAttachmentRules: readonly Rule<Draft<Attachment>>[] = [
  {
    id: "BR-TMP-2",
    at: "/url",
    warning: true,
    holds: ({ url }) => !exists(url) || /^[a-zA-Z][a-zA-Z0-9+.-]+:/.test(url!),
    fr: "Donnez l’adresse complète du document (BT-124), avec son protocole, par exemple https:.",
    en: "Give the full address of the document (BT-124), with its protocol, for example https:.",
  },
];
