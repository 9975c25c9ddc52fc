import type { InvoiceDraft } from "../draft.ts";
import { profileOf } from "../facturx-profile.ts";

/**
 * Which sets of rules beyond EN 16931 a document is held against. All of them advise: what they find is a warning, and a
 * set is only walked where it applies, so that a document pays for no rule that says nothing about it.
 */
export interface Advice {
  /** Peppol BIS Billing 3. */
  readonly peppol: boolean;
  /** XRechnung 3, and the rules of Peppol that it has taken over. */
  readonly xrechnung: boolean;
  /** French law and XP Z12-012. */
  readonly france: boolean;
}

/**
 * The sets that apply to a document: of Peppol and XRechnung where it claims to follow them (BT-24), of France where the
 * seller is there (BT-40). MINIMUM has no place for what French law wants to read: it accompanies an invoice and is none.
 */
export function adviceFor({ specificationId, seller }: InvoiceDraft): Advice {
  const claimed = specificationId ?? "";
  return {
    peppol: claimed.includes("urn:fdc:peppol.eu:2017:poacc:"),
    xrechnung: claimed.includes("xrechnung"),
    france: seller?.address?.country === "FR" && profileOf(claimed) !== "minimum",
  };
}

/** The rules of Peppol BIS Billing 3 that XRechnung 3.0 has made its own. */
export const peppolInXRechnung: ReadonlySet<string> = new Set(
  [
    ...["R001", "R005", "R008", "R010", "R020", "R040", "R041", "R042", "R043", "R044", "R046"],
    ...["R053", "R054", "R055", "R061", "R101", "R110", "R111", "R120", "R121", "R130"],
  ].map((rule) => `PEPPOL-EN16931-${rule}`),
);
