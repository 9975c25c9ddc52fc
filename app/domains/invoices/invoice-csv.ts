import { stringify } from "csv-stringify/sync";
import type { Language } from "#app/platform/i18n/language.ts";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { toDecimal } from "#app/platform/money.ts";
import type { ListedInvoice } from "./search-invoices.server.ts";

/**
 * A list of invoices for a spreadsheet, as Excel opens it without questions: in French semicolons and decimal commas, in English
 * commas and points; UTF-8 with its mark. Days stay ISO 8601, which every spreadsheet takes for days in any language. RFC 4180.
 */
export async function* invoiceCsv(
  batches: AsyncIterable<readonly ListedInvoice[]>,
  { messages: t, language }: { messages: Messages; language: Language },
): AsyncGenerator<string> {
  const head = t.invoices.csv;
  const french = language === "fr";
  const write = (rows: string[][]) =>
    stringify(rows, { delimiter: french ? ";" : ",", record_delimiter: "\r\n" });
  const amount = (minor: number, currency: string) => {
    const decimal = toDecimal(minor, currency);
    return french ? decimal.replace(".", ",") : decimal;
  };
  yield `\uFEFF${write([
    [
      head.number,
      head.kind,
      t.invoices.issuedOn,
      t.invoices.dueOn,
      t.invoices.state,
      head.net,
      head.vat,
      head.gross,
      head.settled,
      head.outstanding,
      head.contested,
      head.currency,
      t.invoices.yourReference,
      t.invoices.line,
    ],
  ])}`;
  for await (const invoices of batches)
    yield write(
      invoices.map((invoice) => {
        const { kind, status, currency } = invoice;
        const note = kind === "creditNote";
        // Of a credit note, what it gives back counts against what is owed.
        const signed = (minor: number) => amount(note ? -minor : minor, currency);
        return [
          asText(invoice.number),
          note ? t.invoices.creditNote : t.invoices.invoice,
          invoice.issueDate,
          invoice.dueDate ?? "",
          note && status === "open" ? t.layout.status.creditOpen : t.layout.status[status],
          signed(invoice.net),
          signed(invoice.vat),
          signed(invoice.gross),
          signed(invoice.settled),
          amount(invoice.outstanding, currency),
          amount(invoice.contested, currency),
          currency,
          asText(invoice.reference ?? ""),
          asText(invoice.title),
        ];
      }),
    );
}

/** What a spreadsheet would run as a formula is text of somebody's: an apostrophe keeps it so (OWASP, CSV injection). */
function asText(value: string): string {
  return /^[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
}
