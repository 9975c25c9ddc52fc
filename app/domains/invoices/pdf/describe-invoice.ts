import type { Language } from "#app/platform/i18n/language.ts";
import { type Messages, messagesFor } from "#app/platform/i18n/messages.ts";
import { withoutBankDetails } from "../bank-details.ts";
import { type Address, type Invoice, isCreditNote, type Party } from "../model.ts";
import { describeAmounts, type InvoiceAmounts } from "./describe-amounts.ts";
import { describeLines, type PrintedLine } from "./describe-lines.ts";
import { describePayment, type PrintedPayment } from "./describe-payment.ts";
import { type Figures, figuresFor, isZero, type Labelled } from "./figures.ts";

type Words = Messages["document"];

export interface PrintedParty {
  heading: string;
  name: string;
  lines: readonly string[];
}

/** Everything an invoice says on paper, in one language, in reading order: layout only has to place it. */
export interface InvoiceDescription {
  /** "Facture FA-2026-01902". */
  title: string;
  kind: string;
  number: string;
  seller: PrintedParty;
  buyer: PrintedParty;
  others: PrintedParty[];
  headline: { label: string; amount: string; detail: string };
  facts: Labelled[];
  lines: PrintedLine[];
  amounts: InvoiceAmounts;
  payment: PrintedPayment;
  /** Notes (BT-22) that inform, then those that the law wants. */
  notes: string[];
  legalNotes: string[];
  attachments: string[];
}

/** UNTDID 4451 subjects that carry legal terms: penalties, the 40 € indemnity, early payment discount, tax, regulation. */
const legalSubjects = new Set(["PMD", "PMT", "AAB", "ABL", "REG", "TXD", "CUS", "BLU", "ABN"]);

/** Puts a canonical invoice into words. `showBankDetails` false leaves account numbers out, wherever they stand. */
export function describeInvoice(
  issued: Invoice,
  language: Language,
  showBankDetails: boolean,
): InvoiceDescription {
  const words = messagesFor(language).document;
  const invoice = showBankDetails ? issued : withoutBankDetails(issued);
  const figures = figuresFor(invoice.currency, language, words);
  const credit = isCreditNote(invoice);
  const kind = words.titles[invoice.typeCode] ?? (credit ? words.creditNote : words.invoice);
  return {
    title: words.titleWithNumber(kind, invoice.number),
    kind,
    number: invoice.number,
    seller: printSeller(invoice, words, figures),
    buyer: printBuyer(credit ? words.creditedTo : words.buyer, invoice, words, figures),
    others: otherParties(invoice, words, figures),
    headline: headline(invoice, words, figures, credit),
    facts: facts(invoice, words, figures),
    lines: describeLines(invoice, words, figures),
    amounts: describeAmounts(invoice, words, figures, credit),
    // Of the means as issued: that there is an account is no secret, only its number is.
    payment: {
      ...describePayment(issued, words, showBankDetails),
      terms: invoice.paymentTerms ?? "",
    },
    notes: invoice.notes.filter((note) => !isLegal(note.subjectCode)).map(({ text }) => text),
    legalNotes: invoice.notes.filter((note) => isLegal(note.subjectCode)).map(({ text }) => text),
    attachments: invoice.attachments.map(({ id, description, fileName, url }) => {
      const name = fileName ?? id;
      const about = description ?? url;
      return about ? words.attachment(name, about) : name;
    }),
  };
}

function isLegal(subjectCode: string | undefined): boolean {
  return subjectCode !== undefined && legalSubjects.has(subjectCode);
}

function headline(invoice: Invoice, words: Words, figures: Figures, credit: boolean) {
  const { payable, gross } = invoice.totals;
  if (credit) {
    const [origin] = invoice.precedingInvoices;
    return {
      label: words.creditTotal,
      amount: figures.amount(isZero(payable) ? gross : payable),
      detail: origin
        ? words.creditsInvoice(
            origin.number,
            origin.issueDate ? figures.day(origin.issueDate) : null,
          )
        : "",
    };
  }
  const owed = !isZero(payable) && !payable.startsWith("-");
  return {
    label: words.toPay,
    amount: figures.amount(payable),
    detail: owed
      ? invoice.dueDate
        ? words.toPayBy(figures.day(invoice.dueDate))
        : ""
      : words.nothingToPay,
  };
}

function facts(invoice: Invoice, words: Words, figures: Figures): Labelled[] {
  const names = words.facts;
  const taxPoint =
    (invoice.taxPointDate && figures.day(invoice.taxPointDate)) ??
    (invoice.taxPointCode && words.taxPointCodes[invoice.taxPointCode]);
  const all: [string, string | undefined][] = [
    [names.issued, figures.day(invoice.issueDate)],
    [names.due, invoice.dueDate && figures.day(invoice.dueDate)],
    [names.customerNumber, invoice.customerNumber],
    [names.buyerReference, invoice.buyerReference],
    [names.orderReference, invoice.orderReference],
    ...invoice.precedingInvoices.map(({ number, issueDate }): [string, string] => [
      names.precedingInvoice,
      issueDate ? words.dated(number, figures.day(issueDate)) : number,
    ]),
    [names.period, invoice.period && figures.period(invoice.period)],
    [names.delivered, invoice.delivery?.date && figures.day(invoice.delivery.date)],
    [names.contractReference, invoice.contractReference],
    [names.projectReference, invoice.projectReference],
    [names.salesOrderReference, invoice.salesOrderReference],
    [names.despatchAdvice, invoice.despatchAdviceReference],
    [names.receivingAdvice, invoice.receivingAdviceReference],
    [names.tender, invoice.tenderReference],
    [names.invoicedObject, invoice.invoicedObject?.id],
    [names.buyerAccountingReference, invoice.buyerAccountingReference],
    [names.taxPoint, taxPoint],
  ];
  return all.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function otherParties(invoice: Invoice, words: Words, figures: Figures): PrintedParty[] {
  const { delivery, payee, taxRepresentative } = invoice;
  const home = invoice.seller.address?.country;
  const parties: PrintedParty[] = [];
  if (delivery && (delivery.name || delivery.address))
    parties.push({
      heading: words.deliveredTo,
      name: delivery.name ?? "",
      lines: addressLines(delivery.address, home, figures),
    });
  if (payee)
    parties.push({
      heading: words.payee,
      name: payee.name,
      lines: payee.legalId ? [legalIdText(payee.legalId, words)] : [],
    });
  if (taxRepresentative)
    parties.push({
      heading: words.taxRepresentative,
      name: taxRepresentative.name,
      lines: [
        ...addressLines(taxRepresentative.address, home, figures),
        ...(taxRepresentative.vatId ? [words.vatId(taxRepresentative.vatId)] : []),
      ],
    });
  return parties;
}

function printSeller({ seller, buyer }: Invoice, words: Words, figures: Figures): PrintedParty {
  const { contact } = seller;
  return {
    heading: words.seller,
    name: seller.name,
    lines: present([
      seller.tradingName === seller.name ? undefined : seller.tradingName,
      ...addressLines(seller.address, buyer.address?.country, figures),
      ...registrations(seller, words),
      seller.legalForm,
      contact?.phone && words.phone(contact.phone),
      contact?.email,
    ]),
  };
}

function printBuyer(
  heading: string,
  { buyer, seller }: Invoice,
  words: Words,
  figures: Figures,
): PrintedParty {
  return {
    heading,
    name: buyer.name,
    lines: present([
      buyer.tradingName === buyer.name ? undefined : buyer.tradingName,
      buyer.contact?.name,
      ...addressLines(buyer.address, seller.address?.country, figures),
      ...registrations(buyer, words),
    ]),
  };
}

function registrations(party: Party, words: Words): string[] {
  return present([
    party.legalId && legalIdText(party.legalId, words),
    party.vatId && words.vatId(party.vatId),
    party.taxRegistrationId && words.taxRegistrationId(party.taxRegistrationId),
  ]);
}

function present(lines: (string | undefined)[]): string[] {
  return lines.filter((line): line is string => Boolean(line));
}

function legalIdText({ id, scheme }: { id: string; scheme?: string }, words: Words): string {
  return words.legalIdNamed((scheme && words.legalIds[scheme]) || words.legalId, id);
}

/** As on an envelope: the country only where the letter crosses a border. */
export function addressLines(
  address: Address | undefined,
  otherCountry: string | undefined,
  figures: Figures,
): string[] {
  if (!address) return [];
  const { line1, line2, line3, postCode, city, subdivision, country } = address;
  const place = [postCode, city].filter(Boolean).join(" ");
  const abroad = country !== undefined && country !== otherCountry;
  return present([line1, line2, line3, place, subdivision, abroad ? figures.country(country) : ""]);
}
