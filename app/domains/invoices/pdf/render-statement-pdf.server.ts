import type { Day } from "#app/platform/calendar.ts";
import { type Language, localeOf } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { toDecimal } from "#app/platform/money.ts";
import { type Figures, figuresFor } from "./figures.ts";
import type { Letterhead, NamedContact } from "./letterhead.ts";
import { page, type Tag } from "./page.ts";
import { type Account, agesInDays, type Entry, entriesOf, overdueOf } from "./statement.ts";
import { Stationery } from "./stationery.server.ts";
import { TaggedPdf } from "./tagged-pdf.server.ts";
import { sumTable, TaggedTable } from "./tagged-table.server.ts";

export interface StatementPdfInput {
  from: Day;
  to: Day;
  /** The biller's calendar day on which it is drawn: what was reported later is not in it. */
  madeOn: Day;
  /** One per currency; none for who never had an invoice. */
  accounts: readonly Account[];
  biller: Letterhead & { address: readonly string[] };
  customer: { name: string; number: string; address: readonly string[] };
  contact: NamedContact | null;
  language: Language;
}

const width = page.right - page.left;

/** Draws a statement of account as PDF/A-3a and PDF/UA-1. The same input gives the same bytes. */
export async function renderStatementPdf(input: StatementPdfInput): Promise<Uint8Array> {
  const { biller, language, customer, accounts } = input;
  const words = messagesFor(language).document;
  const figures = figuresFor(accounts[0]?.currency ?? "EUR", language, words);
  const period = figures.period({ start: input.from, end: input.to });
  const title = words.titleWithNumber(words.statement.title, period);
  const pdf = new TaggedPdf({
    title: `${title} – ${biller.name}`,
    author: biller.legalName || biller.name,
    language: localeOf(language),
    facturX: false,
    createdOn: new Date(`${input.madeOn}T00:00:00Z`),
  });
  const paper = new Stationery(pdf, biller, language);
  paper.masthead(words.statement.title, period);
  paper.parties(
    { heading: words.seller, name: biller.legalName || biller.name, lines: biller.address },
    { heading: words.statement.customer, name: customer.name, lines: customer.address },
  );
  for (const account of accounts) drawHeadline(paper, account, input);
  drawFacts(paper, input, figures);
  for (const account of accounts) drawAccount(paper, account, input);
  if (accounts.length === 0) {
    paper.text(pdf.root, words.statement.noAccount(figures.day(input.to)), paper.styles.heading);
    pdf.y += 14;
  }
  drawClosing(paper, input);
  return paper.finish(title);
}

/** The figures of one currency, as they are printed. */
function printing({ currency }: Account, { language }: StatementPdfInput) {
  const figures = figuresFor(currency, language, messagesFor(language).document);
  return { figures, amount: (minor: number) => figures.amount(toDecimal(minor, currency)) };
}

function drawHeadline(paper: Stationery, account: Account, input: StatementPdfInput): void {
  const words = paper.words.statement;
  const { figures, amount } = printing(account, input);
  const overdue = overdueOf(account.position);
  const state = () => {
    if (account.closing < 0) return words.inYourFavour;
    if (overdue > 0) return words.overdue(amount(overdue));
    return account.closing === 0 ? words.nothingOwed : words.nothingOverdue;
  };
  paper.headline({
    label: words.balanceOn(figures.day(input.to)),
    amount: amount(account.closing),
    detail: state(),
  });
}

function drawFacts(paper: Stationery, input: StatementPdfInput, figures: Figures): void {
  const { words } = paper;
  const facts = [
    { label: words.facts.customerNumber, value: input.customer.number },
    {
      label: words.facts.period,
      value: figures.period({ start: input.from, end: input.to }),
    },
    { label: words.statement.madeOn, value: figures.day(input.madeOn) },
  ];
  paper.pairs(paper.pdf.root, facts, { x: page.left, width, across: 3 });
  paper.pdf.y += 8;
}

function drawAccount(paper: Stationery, account: Account, input: StatementPdfInput): void {
  const { pdf } = paper;
  const words = paper.words.statement;
  const section = pdf.tag(pdf.root, "Sect");
  // Of several accounts, each says whose figures follow.
  const currency = input.accounts.length > 1 ? account.currency : null;
  paper.heading(section, words.movements(currency), paper.styles.heading, 90);
  drawMovements(paper, section, account, input);
  if (account.movements.length === 0) {
    pdf.y += 6;
    paper.text(section, words.noMovement);
  }
  pdf.y += 12;
  drawPosition(paper, section, account, input, currency);
  pdf.y += 18;
}

function drawMovements(
  paper: Stationery,
  section: Tag,
  account: Account,
  input: StatementPdfInput,
): void {
  const { pdf, styles } = paper;
  const words = paper.words.statement;
  const { figures, amount } = printing(account, input);
  const names = words.columns;
  const money = (label: string) => ({ label, width: 78, align: "right" as const });
  const table = new TaggedTable(
    pdf,
    section,
    [
      { label: names.day, width: 72, align: "left" },
      { label: names.movement, width: width - 72 - 3 * 78, align: "left" },
      money(names.debit),
      money(names.credit),
      money(names.balance),
    ],
    styles,
    page.left,
  );
  const row = (texts: readonly string[], style = styles.body, detail = "") =>
    table.row(
      texts.map((text, index) => [
        { text, style },
        ...(index === 1 && detail ? [{ text: detail, style: styles.small }] : []),
      ]),
    );
  const entries = entriesOf(account);
  const sum = (of: (entry: Entry) => number) =>
    amount(entries.reduce((total, entry) => total + of(entry), 0));
  const unlessZero = (minor: number) => (minor === 0 ? "" : amount(minor));
  row([figures.day(input.from), words.opening, "", "", amount(account.opening)], styles.strong);
  for (const entry of entries) {
    const { debit, credit } = entry;
    // An invoice that was paid when it was issued moves nothing, and says so.
    const texts = debit === 0 && credit === 0 ? [amount(0), ""] : [debit, credit].map(unlessZero);
    row(
      [
        figures.day(entry.day),
        words.kinds[entry.kind](entry.number),
        ...texts,
        amount(entry.balance),
      ],
      styles.body,
      detailOf(entry, paper, figures, input.language),
    );
  }
  if (entries.length > 0)
    row(["", words.total, sum(({ debit }) => debit), sum(({ credit }) => credit), ""]);
  row([figures.day(input.to), words.closing, "", "", amount(account.closing)], styles.strong);
  table.end();
}

/** In one line, so that a page holds many movements. */
function detailOf(
  { method, reference, dueDate }: Entry,
  { words }: Stationery,
  figures: Figures,
  language: Language,
): string {
  return [
    method && messagesFor(language).payments.methods[method],
    reference && words.statement.reference(reference),
    dueDate && words.statement.due(figures.day(dueDate)),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** What the balance is made of: each part that is not nothing, then the balance again. */
function drawPosition(
  paper: Stationery,
  section: Tag,
  account: Account,
  input: StatementPdfInput,
  currency: string | null,
): void {
  const { pdf, styles } = paper;
  const words = paper.words.statement;
  const { figures, amount } = printing(account, input);
  const { notDue, late, contested, processing, unused } = account.position;
  const parts: [label: string, minor: number][] = [
    [words.notDue, notDue],
    ...late.map((minor, index): [string, number] => [
      words.late(agesInDays[index] as number, (agesInDays[index + 1] ?? 0) - 1),
      minor,
    ]),
    [words.contested, contested],
    [words.processing, processing],
    [words.unused, -unused],
  ];
  const rows = parts.flatMap(([label, minor]) =>
    minor === 0 ? [] : [{ label, value: amount(minor) }],
  );
  if (rows.length === 0) return;
  pdf.ensure(rows.length * 16.5 + 55);
  paper.heading(section, words.composition(currency));
  const final = { label: words.balanceOn(figures.day(input.to)), value: amount(account.closing) };
  sumTable(pdf, section, rows, final, styles, { x: page.left, width });
  if (input.to < input.madeOn) {
    pdf.y += 6;
    paper.text(section, words.pastDay, styles.fine);
  }
}

function drawClosing(paper: Stationery, { biller, contact }: StatementPdfInput): void {
  const { pdf, styles, words } = paper;
  pdf.ensure(130);
  const left = 270;
  const mention = [biller.legalName, biller.legalMention].filter(Boolean).join(" – ");
  paper.beside(
    () => {
      const set = (text: string, style: typeof styles.body, above = 0) =>
        pdf.paragraph(pdf.tag(pdf.root, "P"), text, style, left, { above });
      const paragraphs = [
        set(words.statement.howToRead, styles.body),
        set(words.statement.notInvoice, styles.body, 4),
        ...(mention ? [set(mention, styles.fine, 8)] : []),
      ];
      pdf.flow([{ x: page.left, width: left, paragraphs }]);
    },
    () =>
      paper.contact(pdf.root, contact, words.contactIntroductionStatement, {
        x: 342,
        width: page.right - 342,
      }),
  );
}
