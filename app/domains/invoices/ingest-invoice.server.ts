import { createHash } from "node:crypto";
import type { IntegrationViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import { billerToday } from "./biller-day.server.ts";
import type { Finding } from "./model.ts";
import { type CheckedInvoice, checkInvoice, type UnfitInvoice } from "./ready-invoice.server.ts";
import { type InvoiceStatus, statusOf } from "./status.ts";
import { type Stored, storeInvoices } from "./store-invoices.server.ts";

export interface IngestOptions {
  /** Checks everything, stores nothing. */
  dryRun?: boolean;
  /** false: imported history, nobody is mailed about it. */
  notify?: boolean;
  /** Makes an unknown buyer a customer from the invoice's own data. */
  createCustomer?: boolean;
  /** Of the messages. */
  language: Language;
}

export interface Ingested {
  outcome: "created" | "same";
  /** null when a dry run found that it would be created. */
  id: string | null;
  number: string;
  customerNumber: string;
  status: InvoiceStatus;
  warnings: Finding[];
}

/** Why an invoice was not taken in. `errors` names every one, with pointer and rule. */
export type IngestRefusal =
  | UnfitInvoice
  | Refusal<"unknown-customer", { errors: Finding[] }>
  | Refusal<"other-content", { id: string; number: string }>;

/**
 * Takes in one invoice or credit note as the biller's system sent it. In one transaction: its number, rows, lines and
 * original, the event and the job that tells whom it concerns; credit notes settle what they name. The same content again
 * answers "same", other content under the same number is refused: an issued invoice never changes.
 */
export async function ingestInvoice(
  context: Context,
  _viewer: IntegrationViewer,
  bytes: Uint8Array,
  mediaType: string,
  options: IngestOptions,
): Promise<Ingested | IngestRefusal> {
  const checked = await checkInvoice(bytes, mediaType, options);
  if (isRefused(checked)) return checked;
  // Before the transaction: bytes without a row are harmless, a row without its bytes is a lost original.
  const fileHash = options.dryRun
    ? createHash("sha256").update(bytes).digest("hex")
    : await context.files.put(bytes);
  const ready = {
    ...checked,
    original: { fileHash, fileSize: bytes.length, mediaType: checked.mediaType, part: null },
    notify: options.notify ?? true,
    createCustomer: options.createCustomer ?? false,
  };
  try {
    return await inScope(context, "all", async (tx) => {
      const [stored] = await storeInvoices(context, tx, [ready]);
      if (!stored) throw new Error("One invoice, one answer");
      const answer = answerFor(checked, stored, await billerToday(context, tx), options.language);
      if (options.dryRun) throw new DryRun(answer);
      return answer;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.withoutId();
    if (isDataException(error)) return unstorable(options.language);
    throw error;
  }
}

/** What the caller is told about a stored (or refused) invoice. */
export function answerFor(
  { rows: { invoice }, format, warnings }: CheckedInvoice,
  stored: Stored,
  today: string,
  language: Language,
): Ingested | IngestRefusal {
  const { number } = invoice;
  if (!isRefused(stored))
    return {
      outcome: stored.outcome,
      id: stored.id,
      number,
      customerNumber: stored.customer.number,
      status: statusOf(stored.facts, today),
      warnings,
    };
  if (stored.refused === "other-content")
    return refused("other-content", { id: stored.id, number });
  const { customerNumber } = invoice.document;
  const { unknownCustomerNumber, unknownCustomer } = messagesFor(language).api;
  return refused("unknown-customer", {
    errors: [
      {
        pointer:
          format === "json"
            ? customerNumber
              ? "/customerNumber"
              : "/buyer"
            : buyerPath(invoice.kind, format),
        rule: null,
        message: customerNumber ? unknownCustomerNumber(customerNumber) : unknownCustomer,
      },
    ],
  });
}

function buyerPath(kind: "invoice" | "creditNote", format: "ubl" | "cii" | "factur-x"): string {
  if (format === "ubl")
    return `/${kind === "invoice" ? "Invoice" : "CreditNote"}/cac:AccountingCustomerParty`;
  return "/rsm:CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement/ram:BuyerTradeParty";
}

/** Carries the answer out of a transaction that is rolled back: what a dry run says is what would really have happened. */
class DryRun extends Error {
  readonly answer: Ingested | IngestRefusal;

  constructor(answer: Ingested | IngestRefusal) {
    super("Dry run");
    this.answer = answer;
  }

  withoutId(): Ingested | IngestRefusal {
    if (isRefused(this.answer) || this.answer.outcome === "same") return this.answer;
    return { ...this.answer, id: null };
  }
}

/** SQLSTATE class 22: text that PostgreSQL cannot hold (U+0000, half a surrogate pair), which JSON can. */
export function isDataException(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return /^22/.test((cause as { code?: string } | null)?.code ?? "");
}

export function unstorable(language: Language): IngestRefusal {
  const message = messagesFor(language).api.unstorable;
  return refused("invalid", { errors: [{ pointer: "", rule: null, message }] });
}
