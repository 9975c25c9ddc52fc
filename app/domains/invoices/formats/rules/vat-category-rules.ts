import type { Language } from "#app/platform/i18n/language.ts";
import type { DocumentAllowanceCharge, Line, VatBreakdown, VatCategory } from "../../model.ts";
import { decimalOf, roundToCents, zero } from "../decimal-text.ts";
import { type Draft, exists, type InvoiceDraft } from "../draft.ts";
import type { Rule } from "./rule.ts";
import { expectedBase, expectedTax, withinOne } from "./vat-breakdown-rules.ts";

type Words = Readonly<Record<Language, string>>;

/** What sets one VAT category (UNTDID 5305) apart from the others. */
interface Category {
  code: string;
  /** The rules are `${prefix}-01` to `${prefix}-10`. Canary and Ceuta taxes are AF and AG in the artefacts (IG, IP in the standard's text). */
  prefix: string;
  name: Words;
  rate: "positive" | "zero" | "any" | "none";
  /** One breakdown for the category, or one per rate. */
  breakdowns: "exactly one" | "one per rate";
  /** Whether an exemption reason (BT-120, BT-121) is needed or has no place. */
  reason: "required" | "forbidden";
  /** Who must be known by which number, by BT. */
  parties: (invoice: InvoiceDraft) => boolean;
  partiesWords: Words;
}

const sellerTaxed = ({ seller, taxRepresentative }: InvoiceDraft) =>
  exists(seller?.vatId) || exists(seller?.taxRegistrationId) || exists(taxRepresentative?.vatId);
const sellerHasVatId = ({ seller, taxRepresentative }: InvoiceDraft) =>
  exists(seller?.vatId) || exists(taxRepresentative?.vatId);

const sellerTaxedWords: Words = {
  fr: "donnez le numéro de TVA du vendeur (BT-31), son identifiant fiscal (BT-32) ou son représentant (BT-63).",
  en: "give the seller’s VAT number (BT-31), tax registration (BT-32) or tax representative (BT-63).",
};

const categories: readonly Category[] = [
  {
    code: "S",
    prefix: "BR-S",
    name: { fr: "TVA normale (S)", en: "standard rated (S)" },
    rate: "positive",
    breakdowns: "one per rate",
    reason: "forbidden",
    parties: sellerTaxed,
    partiesWords: sellerTaxedWords,
  },
  {
    code: "Z",
    prefix: "BR-Z",
    name: { fr: "taux zéro (Z)", en: "zero rated (Z)" },
    rate: "zero",
    breakdowns: "exactly one",
    reason: "forbidden",
    parties: sellerTaxed,
    partiesWords: sellerTaxedWords,
  },
  {
    code: "E",
    prefix: "BR-E",
    name: { fr: "exonération (E)", en: "exempt (E)" },
    rate: "zero",
    breakdowns: "exactly one",
    reason: "required",
    parties: sellerTaxed,
    partiesWords: sellerTaxedWords,
  },
  {
    code: "AE",
    prefix: "BR-AE",
    name: { fr: "autoliquidation (AE)", en: "reverse charge (AE)" },
    rate: "zero",
    breakdowns: "exactly one",
    reason: "required",
    parties: (invoice) =>
      sellerTaxed(invoice) && (exists(invoice.buyer?.vatId) || exists(invoice.buyer?.legalId?.id)),
    partiesWords: {
      fr: "donnez le numéro fiscal du vendeur (BT-31, BT-32 ou BT-63) et celui de l’acheteur (BT-48 ou BT-47).",
      en: "give the seller’s tax number (BT-31, BT-32 or BT-63) and the buyer’s (BT-48 or BT-47).",
    },
  },
  {
    code: "K",
    prefix: "BR-IC",
    name: { fr: "livraison intracommunautaire (K)", en: "intra-community supply (K)" },
    rate: "zero",
    breakdowns: "exactly one",
    reason: "required",
    parties: (invoice) => sellerHasVatId(invoice) && exists(invoice.buyer?.vatId),
    partiesWords: {
      fr: "donnez le numéro de TVA du vendeur (BT-31 ou BT-63) et celui de l’acheteur (BT-48).",
      en: "give the seller’s VAT number (BT-31 or BT-63) and the buyer’s (BT-48).",
    },
  },
  {
    code: "G",
    prefix: "BR-G",
    name: { fr: "exportation (G)", en: "export (G)" },
    rate: "zero",
    breakdowns: "exactly one",
    reason: "required",
    parties: sellerHasVatId,
    partiesWords: {
      fr: "donnez le numéro de TVA du vendeur (BT-31) ou de son représentant (BT-63).",
      en: "give the VAT number of the seller (BT-31) or of the tax representative (BT-63).",
    },
  },
  {
    code: "O",
    prefix: "BR-O",
    name: { fr: "hors champ de la TVA (O)", en: "not subject to VAT (O)" },
    rate: "none",
    breakdowns: "exactly one",
    reason: "required",
    parties: (invoice) => !sellerHasVatId(invoice) && !exists(invoice.buyer?.vatId),
    partiesWords: {
      fr: "retirez les numéros de TVA du vendeur (BT-31), du représentant (BT-63) et de l’acheteur (BT-48).",
      en: "remove the VAT numbers of seller (BT-31), tax representative (BT-63) and buyer (BT-48).",
    },
  },
  {
    code: "L",
    prefix: "BR-AF",
    name: { fr: "IGIC des Canaries (L)", en: "Canary Islands IGIC (L)" },
    rate: "any",
    breakdowns: "one per rate",
    reason: "forbidden",
    parties: sellerTaxed,
    partiesWords: sellerTaxedWords,
  },
  {
    code: "M",
    prefix: "BR-AG",
    name: { fr: "IPSI de Ceuta et Melilla (M)", en: "Ceuta and Melilla IPSI (M)" },
    rate: "any",
    breakdowns: "one per rate",
    reason: "forbidden",
    parties: sellerTaxed,
    partiesWords: sellerTaxedWords,
  },
];

/** -01 to -04: the breakdown exists, and the parties are identified, once the category is used. */
export const vatCategoryDocumentRules: readonly Rule<InvoiceDraft>[] = categories.flatMap(
  (category): Rule<InvoiceDraft>[] => {
    const inLines = (invoice: InvoiceDraft) => has(invoice.lines, category.code);
    const inAllowances = (invoice: InvoiceDraft) => has(invoice.allowances, category.code);
    const inCharges = (invoice: InvoiceDraft) => has(invoice.charges, category.code);
    const parties = (number: string, used: (invoice: InvoiceDraft) => boolean) => ({
      id: `${category.prefix}-${number}`,
      at: "/seller/vatId",
      holds: (invoice: InvoiceDraft) => !used(invoice) || category.parties(invoice),
      fr: `Pour ${category.name.fr}, ${category.partiesWords.fr}`,
      en: `For ${category.name.en}, ${category.partiesWords.en}`,
    });
    return [
      {
        id: `${category.prefix}-01`,
        at: "/vatBreakdown",
        holds: (invoice) => {
          const breakdowns = count(invoice.vatBreakdown, category.code);
          const used = inLines(invoice) || inAllowances(invoice) || inCharges(invoice);
          if (category.breakdowns === "one per rate") return used === breakdowns > 0;
          return breakdowns === 1 || (breakdowns === 0 && !used);
        },
        ...(category.breakdowns === "one per rate"
          ? {
              fr: `Ventilez la TVA (BG-23) pour ${category.name.fr} si, et seulement si, le document l’emploie.`,
              en: `Give a VAT breakdown (BG-23) for ${category.name.en} if, and only if, the document uses it.`,
            }
          : {
              fr: `Donnez exactement une ventilation de TVA (BG-23) pour ${category.name.fr}.`,
              en: `Give exactly one VAT breakdown (BG-23) for ${category.name.en}.`,
            }),
      },
      parties("02", inLines),
      parties("03", inAllowances),
      parties("04", inCharges),
    ];
  },
);

/** -05, -06, -07: the rate on a line, an allowance, a charge. */
function rateRules<Subject extends { vat?: Draft<VatCategory> }>(number: string) {
  return categories.map((category): Rule<Subject> => {
    const words: Record<Category["rate"], Words> = {
      positive: { fr: "le taux doit être supérieur à zéro.", en: "the rate must be above zero." },
      zero: { fr: "le taux doit être 0.", en: "the rate must be 0." },
      any: { fr: "indiquez un taux, zéro ou plus.", en: "give a rate, zero or more." },
      none: { fr: "retirez le taux.", en: "remove the rate." },
    };
    return {
      id: `${category.prefix}-${number}`,
      at: "/vat/rate",
      holds: ({ vat }) => vat?.category !== category.code || rateFits(category.rate, vat.rate),
      fr: `Pour ${category.name.fr}, ${words[category.rate].fr}`,
      en: `For ${category.name.en}, ${words[category.rate].en}`,
    };
  });
}

function rateFits(kind: Category["rate"], text: string | undefined): boolean {
  if (kind === "none") return !exists(text);
  const rate = decimalOf(text);
  if (!rate) return false;
  if (kind === "positive") return rate.gt(zero);
  return kind === "zero" ? rate.eq(zero) : rate.gte(zero);
}

export const lineRateRules = byCode(rateRules<Draft<Line>>("05"));
export const allowanceRateRules = byCode(rateRules<Draft<DocumentAllowanceCharge>>("06"));
export const chargeRateRules = byCode(rateRules<Draft<DocumentAllowanceCharge>>("07"));

/** -08, -09, -10: the breakdown's base, tax and exemption reason, by category code. */
export const breakdownCategoryRules = byCode(
  categories.map((category): Rule<Draft<VatBreakdown>>[] => {
    const perRate = category.breakdowns === "one per rate";
    return [
      {
        id: `${category.prefix}-08`,
        at: "/taxableAmount",
        arithmetic: true,
        // BT-116 = Σ BT-131 − Σ BT-92 + Σ BT-99: exactly per category; per category and rate exactly in CII, within one
        // unit in UBL.
        holds: (breakdown, { figures, syntax }) => {
          const base = decimalOf(breakdown.taxableAmount);
          if (!perRate) return !!base && base.eq(figures.ofCategory(category.code));
          if (!exists(breakdown.rate)) return true;
          const sum = figures.ofRate(category.code, breakdown.rate!);
          if (!base || (!sum && category.code === "S")) return false;
          if (syntax === "cii") return base.eq(roundToCents(sum ?? zero));
          return base
            .minus(sum ?? zero)
            .abs()
            .lt(1);
        },
        values: expectedBase,
        fr: `Pour ${category.name.fr}, la base (BT-116) est {found}, or les lignes, remises et frais donnent {expected}.`,
        en: `For ${category.name.en}, the base (BT-116) is {found}, but lines, allowances and charges make {expected}.`,
      },
      {
        id: `${category.prefix}-09`,
        at: "/taxAmount",
        arithmetic: true,
        holds: (breakdown) =>
          perRate
            ? withinOne(breakdown, decimalOf(breakdown.rate))
            : (decimalOf(breakdown.taxAmount)?.eq(zero) ?? false),
        ...(perRate
          ? {
              values: expectedTax,
              fr: `Pour ${category.name.fr}, la TVA (BT-117) est {found}, or base × taux donne {expected}.`,
              en: `For ${category.name.en}, the VAT (BT-117) is {found}, but base × rate makes {expected}.`,
            }
          : {
              fr: `Pour ${category.name.fr}, le montant de TVA (BT-117) doit être 0.`,
              en: `For ${category.name.en}, the VAT amount (BT-117) must be 0.`,
            }),
      },
      {
        id: `${category.prefix}-10`,
        at: "/exemptionReason",
        holds: (breakdown) => {
          const given = exists(breakdown.exemptionReason) || exists(breakdown.exemptionReasonCode);
          return given === (category.reason === "required");
        },
        ...(category.reason === "required"
          ? {
              fr: `Pour ${category.name.fr}, donnez le motif d’exonération (BT-120) ou son code VATEX (BT-121).`,
              en: `For ${category.name.en}, give the exemption reason (BT-120) or its VATEX code (BT-121).`,
            }
          : {
              fr: `Pour ${category.name.fr}, retirez le motif d’exonération (BT-120, BT-121).`,
              en: `For ${category.name.en}, remove the exemption reason (BT-120, BT-121).`,
            }),
      },
    ];
  }),
);

/** Rules of one category concern subjects of that category alone: found by code, not tried nine times. */
function byCode<Subject>(
  perCategory: (Rule<Subject> | readonly Rule<Subject>[])[],
): ReadonlyMap<string, readonly Rule<Subject>[]> {
  return new Map(categories.map(({ code }, index) => [code, [perCategory[index]!].flat()]));
}

function has(subjects: readonly { vat?: Draft<VatCategory> }[], code: string): boolean {
  return subjects.some(({ vat }) => vat?.category === code);
}

function count(breakdowns: readonly Draft<VatBreakdown>[], code: string): number {
  let found = 0;
  for (const { category } of breakdowns) if (category === code) found += 1;
  return found;
}
