import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { embeddedXml } from "#app/domains/invoices/formats/embedded-xml.ts";
import { isRefused } from "#app/platform/refusal.ts";

/**
 * Real e-invoices from public suites (CEN, Peppol, XRechnung, GOBL, Mustang…), with what the official validators say of
 * each. Third-party files: read where they lie, never copied into the project, and absent on many machines.
 */
export const suiteFolder =
  process.env.EINVOICE_SUITE ??
  fileURLToPath(new URL("../../../shared/fixtures/einvoice", import.meta.url));

export const suitePresent = existsSync(`${suiteFolder}/manifest.json`);

/** Said by the test that stands in for the suite where it is absent. */
export const suiteMissing = `no e-invoice suite at ${suiteFolder} (set EINVOICE_SUITE)`;

export interface SuiteFile {
  file: string;
  kind: string;
  expect: "accept" | "reject";
  /** Ids per layer (`xsd`, `en16931`, `facturx`) that refuse the file. */
  coreFailures?: Record<string, string[]>;
  /** What the official validators say, by their weight and layer (`peppol` and `xrechnung` do not decide the verdict). */
  official?: Record<"fatal" | "warning", Record<string, string[]>>;
  facts?: SuiteFacts;
}

/** Values read independently from the file, as it writes them. */
export interface SuiteFacts {
  number: string;
  typeCode?: string;
  issueDate: string;
  dueDate?: string;
  currency: string;
  lineTotal?: string;
  taxExclusive: string;
  taxInclusive: string;
  allowances?: string;
  charges?: string;
  prepaid?: string;
  rounding?: string;
  payable: string;
  taxTotals?: [amount: string, currency: string][];
  vatBreakdown?: { category: string; rate?: string | null; basis: string; tax: string }[];
  iban?: string[];
  buyerReference?: string;
  sellerName: string;
  sellerCountry?: string;
  buyerName: string;
  buyerCountry?: string;
  attachments: number;
  lines: number;
}

/** The files of the suite, and the one-fault mutations made from them. */
export function suiteFiles(): SuiteFile[] {
  if (!suitePresent) return [];
  return [
    ...manifest<SuiteFile>("manifest.json"),
    ...manifest<SuiteFile>("invalid-derived/manifest.json"),
  ].map((file) => ({ ...file, kind: file.kind ?? derivedKind(file.file) }));
}

/** The mutations do not tell their kind; their names do. */
function derivedKind(file: string): string {
  return /\/(\w+?)__/.exec(file)?.[1] ?? "unknown";
}

export interface RuleUnitFile {
  file: string;
  tests: {
    i: number;
    expect: { rule: string; result: "success" | "error" | "warning" }[];
    description?: string;
  }[];
}

/** The rule-by-rule test sets (VEFA) of the official repositories. */
export function ruleUnitFiles(): RuleUnitFile[] {
  return suitePresent ? manifest<RuleUnitFile>("rule-unit/manifest.json") : [];
}

export function suiteBytes(file: string): Uint8Array {
  return readFileSync(`${suiteFolder}/${file}`);
}

/** The text of the invoice in this file: of the file itself, or of the XML that a PDF carries. */
export async function suiteText(file: string): Promise<string> {
  const bytes = suiteBytes(file);
  const embedded = file.endsWith(".pdf") ? await embeddedXml(bytes) : { bytes };
  if (isRefused(embedded)) throw new Error(`${file}: ${embedded.refused}`);
  return new TextDecoder().decode(embedded.bytes);
}

/** Lines of an extended CII profile that only group or detail others: the portal leaves them out, the facts count them. */
export function subtotalLines(text: string): number {
  return text.match(/LineStatusReasonCode>(?:GROUP|INFORMATION)</g)?.length ?? 0;
}

function manifest<Entry>(file: string): Entry[] {
  return (JSON.parse(readFileSync(`${suiteFolder}/${file}`, "utf8")) as { files: Entry[] }).files;
}
