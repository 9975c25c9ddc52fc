import { isIban } from "#app/platform/iban.ts";
import { toDecimal } from "#app/platform/money.ts";

/** A credit transfer that a bank's application fills in by itself. `amount` in minor units. */
export interface CreditTransfer {
  holder: string;
  /** Unspaced. */
  iban: string;
  bic: string | null;
  amount: number;
  currency: string;
  /** `structured`: an RF creditor reference, unspaced. Otherwise free text. */
  reference: { structured: boolean; text: string };
}

/** The European Economic Area, by the first letters of its IBANs: within it an IBAN needs no BIC. */
const withinArea = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(
    " ",
  ),
);
/** The rest of the SEPA scheme's scope (EPC409-09). */
const alsoReached = new Set("AD AL CH GB GI MC MD ME MK RS SM VA".split(" "));

const most = { amount: 99_999_999_999, name: 70, text: 140, bytes: 331 } as const;

/**
 * What a QR code holds for a SEPA credit transfer: EPC069-12, service tag BCD, version 002, UTF-8. Null where such a code does not
 * apply: another currency than the euro, an account outside SEPA (or outside the EEA without its BIC), an amount outside
 * 0.01–999,999,999.99, more text than the format holds.
 */
export function epcPayload(transfer: CreditTransfer): string | null {
  const { iban, bic, amount, currency, reference } = transfer;
  const country = iban.slice(0, 2);
  const reached = withinArea.has(country) || (alsoReached.has(country) && bic !== null);
  if (currency !== "EUR" || !isIban(iban) || !reached) return null;
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > most.amount) return null;
  if (!reference.structured && [...reference.text].length > most.text) return null;
  const payload = [
    "BCD",
    "002",
    "1", // UTF-8
    "SCT",
    bic ?? "",
    [...oneLine(transfer.holder)].slice(0, most.name).join("").trim(),
    iban,
    `EUR${toDecimal(amount, "EUR")}`,
    "", // purpose
    reference.structured ? reference.text : "",
    reference.structured ? "" : oneLine(reference.text),
  ]
    .join("\n")
    .trimEnd();
  return new TextEncoder().encode(payload).length <= most.bytes ? payload : null;
}

/** A line break would push everything after it into the wrong field. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
