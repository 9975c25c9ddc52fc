import { createHash, randomBytes } from "node:crypto";
import { and, desc, eq, isNotNull, like, type SQL } from "drizzle-orm";
import { v7 as newId } from "uuid";
import { type Biller, readBillerWithin } from "#app/domains/accounts/read-biller.server.ts";
import { type Contact, contactOf } from "#app/domains/accounts/staff-members.server.ts";
import { scopeOf, type Viewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { spokenCodeFrom } from "#app/platform/spoken-code.ts";
import { documents, invoices } from "#db/schema/invoices.ts";
import { files } from "#db/schema/platform.ts";
import { writeCii } from "../cii/write-cii.ts";
import { invoiceFor } from "../find-invoice.server.ts";
import type { Invoice } from "../model.ts";
import { documentCodePrefix } from "../verify-document.server.ts";
import type { Letterhead, NamedContact } from "./letterhead.ts";
import { forLinkHolders } from "./link-holders.ts";
import { pdfPool } from "./pdf-pool.server.ts";

export interface InvoicePdf {
  bytes: Uint8Array;
  /** "FA-2026-01902.pdf" */
  fileName: string;
  /** Bytes. */
  size: number;
}

/** Raised when the drawing changes: what was kept is then drawn again (and what was given out stays kept). */
const drawing = 4;

/**
 * The invoice on paper, with Factur-X inside, in the asked language: drawn the first time, kept by what it depends on,
 * read from the file store afterwards. The holder of a mail's link, and whatever our own processes may put into a mail,
 * get no bank details, neither on paper nor in the XML. Throws PdfQueueFull when too many wait.
 */
export async function invoicePdf(
  context: Context,
  viewer: Viewer,
  invoiceId: string,
  language: Language,
): Promise<InvoicePdf | Refusal<"not-found">> {
  const bankDetails = maySeeBankDetails(viewer);
  const found = await inScope(context, scopeOf(viewer), async (tx) => {
    const condition = await invoiceFor(tx, viewer, invoiceId);
    if (!condition) return null;
    const [row] = await tx
      .select({ customerId: invoices.customerId, document: invoices.document })
      .from(invoices)
      .where(condition);
    if (!row) return null;
    const biller = await readBillerWithin(tx);
    const contact = await contactOf(tx, row.customerId);
    const variant = variantOf(language, bankDetails, biller, contact);
    const kept = await keptPdf(tx, condition, eq(documents.variant, variant));
    const code = kept ? null : await codeOf(tx, row.customerId, invoiceId);
    return { ...row, biller, contact, variant, kept, code };
  });
  if (!found) return refused("not-found");
  const invoice = found.document as Invoice;
  const fileName = fileNameOf(invoice.number);
  const kept = found.kept && (await context.files.get(found.kept.hash));
  if (kept) return { bytes: kept, fileName, size: kept.length };
  const code = found.code ?? newCode();
  const bytes = await pdfPool().render({
    kind: "invoice",
    input: {
      invoice,
      verificationCode: code,
      verificationPlace: `${context.config.appUrl.replace(/^https?:\/\//, "")}/verify`,
      biller: await letterheadOf(context, found.biller, language),
      contact: namedContact(found.contact, language),
      language,
      showBankDetails: bankDetails,
      // Without lines there is no invoice of the EN 16931 profile to write.
      facturX:
        invoice.lines.length > 0 ? writeCii(bankDetails ? invoice : forLinkHolders(invoice)) : null,
    },
  });
  const { customerId, variant } = found;
  await keep(context, viewer, { customerId, invoiceId, variant, fileName, bytes, code });
  return { bytes, fileName, size: bytes.length };
}

/** The size in bytes of the PDF that this viewer would get, for the link's text; null while it was never drawn. */
export async function invoicePdfSize(
  context: Context,
  viewer: Viewer,
  invoiceId: string,
  language: Language,
): Promise<number | null> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const condition = await invoiceFor(tx, viewer, invoiceId);
    if (!condition) return null;
    const beginning = variantBeginning(language, maySeeBankDetails(viewer));
    const kept = await keptPdf(tx, condition, like(documents.variant, `${beginning}%`));
    return kept?.size ?? null;
  });
}

/** Only after sign-in (product.md, 3), or to the biller's own systems. */
function maySeeBankDetails({ kind }: Viewer): boolean {
  return kind === "person" || kind === "staff" || kind === "integration";
}

async function keptPdf(tx: Transaction, invoice: SQL, variant: SQL) {
  const [row] = await tx
    .select({ hash: documents.fileHash, size: files.size })
    .from(documents)
    .innerJoin(
      invoices,
      and(eq(invoices.customerId, documents.customerId), eq(invoices.id, documents.invoiceId)),
    )
    .innerJoin(files, eq(files.hash, documents.fileHash))
    .where(and(invoice, eq(documents.kind, "pdf"), variant))
    .orderBy(desc(documents.createdAt), desc(documents.id))
    .limit(1);
  return row ?? null;
}

const newCode = () => spokenCodeFrom(documentCodePrefix, randomBytes(5));

/** The code that all renderings of an invoice carry; two drawn first at the same instant carry one each, both good. */
async function codeOf(tx: Transaction, customerId: string, invoiceId: string): Promise<string> {
  const [row] = await tx
    .select({ code: documents.code })
    .from(documents)
    .where(
      and(
        eq(documents.customerId, customerId),
        eq(documents.invoiceId, invoiceId),
        eq(documents.kind, "pdf"),
        isNotNull(documents.code),
      ),
    )
    .limit(1);
  return row?.code ?? newCode();
}

async function keep(
  context: Context,
  viewer: Viewer,
  pdf: {
    customerId: string;
    invoiceId: string;
    variant: string;
    fileName: string;
    bytes: Uint8Array;
    code: string;
  },
): Promise<void> {
  const { customerId, invoiceId, variant, fileName: name, bytes, code } = pdf;
  const fileHash = await context.files.put(bytes);
  const createdAt = context.clock.now();
  await inScope(context, scopeOf(viewer), async (tx) => {
    await tx
      .insert(files)
      .values({ hash: fileHash, size: bytes.length, createdAt })
      .onConflictDoNothing();
    // Drawn twice at the same instant gives two rows of one file: harmless, the newest is read.
    await tx.insert(documents).values({
      customerId,
      id: newId(),
      invoiceId,
      kind: "pdf",
      fileHash,
      mediaType: "application/pdf",
      name,
      variant,
      code,
      createdAt,
    });
  });
}

/** "fr 4f7k…", "fr without bank details 4f7k…": the rest stands for brand, contact and drawing. */
function variantOf(
  language: Language,
  bankDetails: boolean,
  biller: Biller,
  contact: Contact | null,
): string {
  const { name, legalName, legalMention, brandColour, logoFile, phone, email, openingHours } =
    biller;
  const depends = [
    [drawing, name, legalName, legalMention, brandColour, logoFile, phone, email],
    openingHours[language],
    contact && [contact.name, contact.phone, contact.hours?.[language]],
  ];
  const fingerprint = createHash("sha256").update(JSON.stringify(depends)).digest("hex");
  return `${variantBeginning(language, bankDetails)}${fingerprint.slice(0, 16)}`;
}

function variantBeginning(language: Language, bankDetails: boolean): string {
  return bankDetails ? `${language} with bank details ` : `${language} without bank details `;
}

/** The biller as it stands on paper. */
export async function letterheadOf(
  context: Pick<Context, "files">,
  biller: Biller,
  language: Language,
): Promise<Letterhead> {
  const { name, legalName, legalMention, brandColour, phone, email, openingHours } = biller;
  const logo = biller.logoFile && (await context.files.get(biller.logoFile));
  return {
    name,
    legalName,
    legalMention,
    brandColour,
    phone,
    email,
    openingHours: openingHours[language],
    ...(logo && biller.logoMediaType
      ? { logo: { bytes: logo, mediaType: biller.logoMediaType } }
      : {}),
  };
}

/** The customer's contact as it stands on paper; the biller's hours are printed where it has none of its own. */
export function namedContact(contact: Contact | null, language: Language): NamedContact | null {
  if (!contact) return null;
  return { name: contact.name, phone: contact.phone, hours: contact.hours?.[language] ?? "" };
}

/** Numbers may hold slashes and worse. */
function fileNameOf(number: string): string {
  return `${number.replace(/[^\p{L}\p{N}._-]+/gu, "-")}.pdf`;
}
