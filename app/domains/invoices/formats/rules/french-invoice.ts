import type { Identifier } from "../../model.ts";
import { codes } from "../code-lists.ts";
import { type Draft, filled, type InvoiceDraft } from "../draft.ts";
import { passesLuhn } from "./identifier-rules.ts";

/** The billing modes (BT-23) of an invoice that is paid already. */
export const paidModes = codes("B2 S2 M2");

/** UNTDID 4451 subjects of the mentions: recovery cost of 40 €, late-payment penalty, discount for early payment. */
export const mandatoryMentions = ["PMT", "PMD", "AAB"] as const;
export const singleMentions = [...mandatoryMentions, "TXD"] as const;

type Mention = (typeof singleMentions)[number];

/** A document of a seller in France, and what several rules want to know of it: found out once, for a batch asks often. */
export interface FrenchInvoice {
  readonly invoice: InvoiceDraft;
  readonly sellerSiren: string | undefined;
  readonly buyerSiren: string | undefined;
  /** How often each mention stands there. */
  readonly mentions: Readonly<Record<Mention, number>>;
  /** What the note of subject BAR says of the transaction: B2B, B2C… */
  readonly treatment: string | undefined;
}

export function frenchInvoice(invoice: InvoiceDraft): FrenchInvoice {
  const mentions = { PMT: 0, PMD: 0, AAB: 0, TXD: 0 };
  let treatment: string | undefined;
  for (const { subjectCode, text } of invoice.notes) {
    if (subjectCode && Object.hasOwn(mentions, subjectCode)) mentions[subjectCode as Mention] += 1;
    if (subjectCode === "BAR") treatment ??= text?.trim();
    if (!text?.includes("#")) continue;
    // In UBL one note may hold several, between number signs; the first is read as its subject.
    for (const [, mention] of text.matchAll(/#(PMT|PMD|AAB|TXD)#/g))
      mentions[mention as Mention] += 1;
  }
  return {
    invoice,
    sellerSiren: sirenOf(invoice.seller?.legalId),
    buyerSiren: sirenOf(invoice.buyer?.legalId),
    mentions,
    treatment,
  };
}

/**
 * Whether the buyer is a business in France: one that is there (or does not say where) and is registered. French law wants less
 * on a consumer's invoice, and the reform's format is for invoices between businesses.
 */
export function isBusinessInFrance({ invoice: { buyer }, treatment }: FrenchInvoice): boolean {
  if (treatment !== undefined) return treatment === "B2B";
  const country = buyer?.address?.country;
  if (!filled(country)) return buyer?.vatId?.startsWith("FR") ?? false;
  return country === "FR" && (filled(buyer?.vatId) || filled(buyer?.legalId?.id));
}

export const unspaced = (text: string | undefined) => text?.replace(/\s/g, "") ?? "";

/** The SIREN in a legal id (BT-30, 47): nine digits, or the first nine of a SIRET. */
function sirenOf(legalId: Draft<Identifier> | undefined): string | undefined {
  if (legalId?.scheme !== undefined && legalId.scheme !== "0002" && legalId.scheme !== "0009")
    return undefined;
  return /^(\d{9})(?:\d{5})?$/.exec(unspaced(legalId?.id))?.[1];
}

/** La Poste has more establishments than SIRETs that pass. */
const laPoste = "356000000";

export function hasCheckDigits(siren: string, legalId: Draft<Identifier>): boolean {
  return passesLuhn(siren) && (siren === laPoste || passesLuhn(unspaced(legalId.id)));
}

/** The SIRETs among a party's identifiers (BT-29, 46) are of its own SIREN. */
export function siretsAgree(party: InvoiceDraft["seller"], siren: string | undefined): boolean {
  return (party?.identifiers ?? []).every(({ id, scheme }) => {
    if (scheme !== "0009") return true;
    const siret = unspaced(id);
    return /^\d{14}$/.test(siret) && (siren === undefined || siret.startsWith(siren));
  });
}

/** An address in the directory of the reform (scheme 0225) starts with the SIREN. */
export function addressAgrees(party: InvoiceDraft["seller"], siren: string | undefined): boolean {
  const address = party?.electronicAddress;
  return address?.scheme !== "0225" || !siren || (address.id?.startsWith(siren) ?? false);
}
