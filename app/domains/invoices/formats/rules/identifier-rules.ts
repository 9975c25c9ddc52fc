import type { Language } from "#app/platform/i18n/language.ts";
import type { Identifier, Party } from "../../model.ts";
import type { Draft, InvoiceDraft } from "../draft.ts";
import type { Violation } from "./rule.ts";

/** One scheme of identifiers: its rule, whose identifiers these are, and which are well-formed. */
export interface IdentifierRule extends Readonly<Record<Language, string>> {
  readonly id: string;
  readonly warning: true;
  /** Also told of an identifier that only an electronic address may be (a scheme of the EAS list alone). */
  readonly addressOnly?: true;
  valid(text: string): boolean;
}

const told = (whose: Readonly<Record<Language, string>>) => ({
  warning: true as const,
  fr: `L’identifiant {found} n’est pas ${whose.fr}, vérifiez-en les chiffres.`,
  en: `The identifier {found} is not ${whose.en}, check its digits.`,
});

/**
 * Identifiers that Peppol judges by their scheme (PEPPOL-COMMON-R040 to R056): form, and check digits where they have some.
 * R056-2 is about a VAT number and judges it by its country instead (`vatNumberRule`).
 */
export const identifierRules: ReadonlyMap<string, IdentifierRule> = new Map([
  [
    "0088",
    {
      id: "PEPPOL-COMMON-R040",
      valid: (text) => /^\d+$/.test(text) && weighted(text, [3, 1]) % 10 === 0,
      ...told({ fr: "un GLN (GS1)", en: "a GLN (GS1)" }),
    },
  ],
  [
    "0192",
    {
      id: "PEPPOL-COMMON-R041",
      valid: (text) =>
        /^\d{9}$/.test(text) &&
        Number(text) > 0 &&
        (11 - ((weighted(text, [2, 3, 4, 5, 6, 7]) - digit(text, -1)) % 11)) % 11 ===
          digit(text, -1),
      ...told({ fr: "un numéro norvégien", en: "a Norwegian organisation number" }),
    },
  ],
  [
    "0184",
    {
      id: "PEPPOL-COMMON-R042",
      valid: (text) => /^(?:DK)?\d{8}$/.test(text),
      ...told({ fr: "un numéro CVR danois", en: "a Danish CVR number" }),
    },
  ],
  [
    "0208",
    {
      id: "PEPPOL-COMMON-R043",
      valid: (text) =>
        /^\d{10}$/.test(text) && Number(text.slice(8)) === 97 - (Number(text.slice(0, 8)) % 97),
      ...told({ fr: "un numéro d’entreprise belge", en: "a Belgian enterprise number" }),
    },
  ],
  [
    "0201",
    {
      id: "PEPPOL-COMMON-R044",
      valid: (text) => /^[A-Za-z0-9]{6}$/.test(text),
      ...told({ fr: "un code IPA italien", en: "an Italian IPA code" }),
    },
  ],
  [
    "0210",
    {
      id: "PEPPOL-COMMON-R045",
      valid: isCodiceFiscale,
      ...told({ fr: "un codice fiscale italien", en: "an Italian codice fiscale" }),
    },
  ],
  [
    "9907",
    {
      id: "PEPPOL-COMMON-R046",
      addressOnly: true,
      valid: isCodiceFiscale,
      ...told({ fr: "un codice fiscale italien", en: "an Italian codice fiscale" }),
    },
  ],
  [
    "0211",
    {
      id: "PEPPOL-COMMON-R047",
      valid: isPartitaIva,
      ...told({ fr: "une partita IVA italienne", en: "an Italian partita IVA" }),
    },
  ],
  [
    "9906",
    {
      id: "PEPPOL-COMMON-R048",
      addressOnly: true,
      valid: isPartitaIva,
      ...told({ fr: "une partita IVA italienne", en: "an Italian partita IVA" }),
    },
  ],
  [
    "0007",
    {
      id: "PEPPOL-COMMON-R049",
      valid: (text) => /^\d{10}$/.test(text) && passesLuhn(text),
      ...told({ fr: "un numéro suédois", en: "a Swedish organisation number" }),
    },
  ],
  [
    "0151",
    {
      id: "PEPPOL-COMMON-R050",
      valid: isAbn,
      ...told({ fr: "un ABN australien", en: "an Australian Business Number" }),
    },
  ],
  [
    "0096",
    {
      id: "PEPPOL-COMMON-R052",
      valid: (text) => /^\d{10}$/.test(text),
      ...told({ fr: "un numéro P danois", en: "a Danish P number" }),
    },
  ],
  [
    "0198",
    {
      id: "PEPPOL-COMMON-R053",
      valid: (text) => /^DK\d{8}$/.test(text),
      ...told({ fr: "un numéro SE danois", en: "a Danish SE number" }),
    },
  ],
  [
    "0106",
    {
      id: "PEPPOL-COMMON-R054",
      valid: (text) => /^\d{8}$/.test(text),
      ...told({ fr: "un numéro KVK néerlandais", en: "a Dutch KVK number" }),
    },
  ],
  [
    "0190",
    {
      id: "PEPPOL-COMMON-R055",
      valid: (text) => /^\d{20}$/.test(text),
      ...told({ fr: "un OIN néerlandais", en: "a Dutch OIN" }),
    },
  ],
  [
    "9944",
    {
      id: "PEPPOL-COMMON-R056-1",
      valid: isDutchVatNumber,
      ...told({ fr: "un numéro de TVA néerlandais", en: "a Dutch VAT number" }),
    },
  ],
] satisfies [string, IdentifierRule][]);

/** A VAT number that begins with NL (BT-31, 48), of whatever scheme. */
export const vatNumberRule: IdentifierRule = {
  id: "PEPPOL-COMMON-R056-2",
  valid: (text) => !text.startsWith("NL") || isDutchVatNumber(text),
  ...told({ fr: "un numéro de TVA néerlandais", en: "a Dutch VAT number" }),
};

/** The rule that an identifier of this scheme breaks. */
export function brokenIdentifierRule(
  scheme: string | undefined,
  id: string,
  isAddress: boolean,
): IdentifierRule | undefined {
  const rule = scheme === undefined ? undefined : identifierRules.get(scheme);
  return rule && (isAddress || !rule.addressOnly) && !rule.valid(id) ? rule : undefined;
}

/** The identifiers of the parties in the model. Used where the document is the model: JSON. */
export function checkModelIdentifiers(invoice: InvoiceDraft, found: Violation[]): void {
  const check = (it: Draft<Identifier> | undefined, at: string, isAddress = false) => {
    if (it?.id === undefined) return;
    const rule = brokenIdentifierRule(it.scheme, it.id, isAddress);
    if (rule) tell(rule, at, it.id);
  };
  const tell = (rule: IdentifierRule, at: string, id: string) =>
    found.push({ rule: rule.id, at, warning: true, words: rule, values: { found: id } });
  const party = (it: Draft<Party> | undefined, at: string) => {
    if (!it) return;
    it.identifiers.forEach((id, index) => {
      check(id, `${at}/identifiers/${index}`);
    });
    check(it.legalId, `${at}/legalId`);
    check(it.electronicAddress, `${at}/electronicAddress`, true);
    if (it.vatId && !vatNumberRule.valid(it.vatId)) tell(vatNumberRule, `${at}/vatId`, it.vatId);
  };
  party(invoice.seller, "/seller");
  party(invoice.buyer, "/buyer");
  check(invoice.payee?.identifier, "/payee/identifier");
  check(invoice.payee?.legalId, "/payee/legalId");
}

/** Luhn (ISO/IEC 7812-1): the digits from the right, every second one doubled, add up to a multiple of ten. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const value = digit(digits, -1 - place) * (place % 2 === 0 ? 1 : 2);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

function digit(text: string, at: number): number {
  return text.charCodeAt(at < 0 ? text.length + at : at) - 48;
}

/** The digits before the last, from the right, times the weights in turn; plus the last. */
function weighted(digits: string, weights: readonly number[]): number {
  let sum = digit(digits, -1);
  for (let place = 0; place < digits.length - 1; place += 1)
    sum += digit(digits, -2 - place) * weights[place % weights.length]!;
  return sum;
}

/** Of a person (16 characters) or a company (11 digits); Peppol does not compute the check letter. */
function isCodiceFiscale(text: string): boolean {
  return /^\d{11}$/.test(text) || /^[A-Za-z]{6}\d{2}[A-Za-z]\d{2}.{3}\d[A-Za-z]$/.test(text);
}

/** "IT" and eleven digits that pass Luhn; of other countries nothing is known. */
function isPartitaIva(text: string): boolean {
  if (!/^IT/i.test(text)) return true;
  return /^..\d{11}$/.test(text) && passesLuhn(text.slice(2));
}

const abnWeights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];

function isAbn(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false;
  const sum = abnWeights.reduce((total, weight, at) => total + weight * digit(text, at), 0);
  // One is taken from the first digit.
  return (sum - abnWeights[0]!) % 89 === 0;
}

function isDutchVatNumber(text: string): boolean {
  return /^NL\d{9}B\d{2}$/.test(text);
}
