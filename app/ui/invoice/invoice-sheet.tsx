import { Link } from "@remix-run/react";
import type { Day } from "#app/platform/calendar.ts";
import { formatDecimal, type Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { DayText } from "../day.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { LineRow, type SheetLine } from "./line-row.tsx";

export interface SheetParty {
  name: string;
  /** Address, a line each. */
  address: string[];
  legalId?: string;
  vatId?: string;
}

export interface SheetTotals {
  lineNet: Money;
  allowances: { label: string; amount: Money }[];
  charges: { label: string; amount: Money }[];
  net: Money;
  vat: { rate: string | null; amount: Money; reason?: string }[];
  gross: Money;
  prepaid: Money | null;
  rounding: Money | null;
  payable: Money;
}

export interface InvoiceSheetProps {
  kind: "invoice" | "creditNote";
  number: string;
  seller: SheetParty;
  buyer: SheetParty;
  issueDate: Day;
  dueDate: Day | null;
  reference: string | null;
  orderReference: string | null;
  period: { start?: Day; end?: Day } | null;
  preceding: { number: string; href: string | null }[];
  currency: string;
  lines: SheetLine[];
  /** The PDF that the invoice came in, where its lines are when it has none here. */
  original: string | null;
  totals: SheetTotals;
  paymentTerms: string | null;
  notes: string[];
}

/** The invoice itself, as a document: parties, dates, lines, totals, mentions. */
export function InvoiceSheet(props: InvoiceSheetProps) {
  const t = useMessages().invoices;
  const hasLines = props.lines.length > 0;
  const withAction = props.lines.some((line) => line.contestTo || line.dispute);
  return (
    <article className="sheet stack-loose" aria-label={t.title(props.kind, props.number)}>
      <div className="row spread top">
        <PartyBlock label={t.seller} party={props.seller} />
        <PartyBlock label={t.buyer} party={props.buyer} />
        <SheetFacts {...props} />
      </div>
      {hasLines ? null : <NoLines original={props.original} />}
      <table className="cards">
        <caption>{props.kind === "invoice" ? t.linesCaption : t.linesCaptionCredit}</caption>
        <thead hidden={!hasLines}>
          <tr>
            <th scope="col">{t.line}</th>
            <th scope="col" className="r">
              {t.quantity}
            </th>
            <th scope="col" className="r">
              {t.unitPrice}
            </th>
            <th scope="col" className="r">
              {t.vatRate}
            </th>
            <th scope="col" className="r">
              {t.netAmount}
            </th>
            {withAction ? (
              <th scope="col">
                <span className="visually-hidden">{t.action}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <LineRow key={line.id} line={line} currency={props.currency} withAction={withAction} />
          ))}
        </tbody>
        <TotalRows totals={props.totals} withAction={withAction} />
      </table>
      {props.paymentTerms ? (
        <p>
          <span className="muted">{t.paymentTerms}</span>
          <br />
          {props.paymentTerms}
        </p>
      ) : null}
      {props.notes.length > 0 ? (
        <section className="stack small" aria-label={t.notesTitle}>
          {props.notes.map((note) => (
            <p key={note} className="muted">
              {note}
            </p>
          ))}
        </section>
      ) : null}
    </article>
  );
}

/** Factur-X MINIMUM and BASIC WL: the sums are data, the lines are not. */
function NoLines({ original }: { original: string | null }) {
  const t = useMessages().invoices;
  return (
    <p className="note">
      {original ? t.noLinesButPdf : t.noLines}
      {original ? (
        <>
          {" "}
          <a href={original}>{t.downloadOriginal}</a>
        </>
      ) : null}
    </p>
  );
}

function PartyBlock(props: { label: string; party: SheetParty }) {
  const t = useMessages().invoices;
  const { party } = props;
  return (
    <div>
      <span className="muted">{props.label}</span>
      <address className="address">
        <strong>{party.name}</strong>
        {party.address.map((line) => (
          <span key={line}>
            <br />
            {line}
          </span>
        ))}
      </address>
      {party.legalId ? (
        <span className="muted small">
          {t.legalId} {party.legalId}
          <br />
        </span>
      ) : null}
      {party.vatId ? (
        <span className="muted small">
          {t.vatId} {party.vatId}
        </span>
      ) : null}
    </div>
  );
}

function SheetFacts(props: InvoiceSheetProps) {
  const t = useMessages().invoices;
  const { period } = props;
  return (
    <dl className="facts">
      <dt>{props.kind === "invoice" ? t.issuedOn : t.issuedOnCredit}</dt>
      <dd>
        <DayText value={props.issueDate} />
      </dd>
      {props.dueDate ? (
        <>
          <dt>{t.dueOn}</dt>
          <dd>
            <DayText value={props.dueDate} />
          </dd>
        </>
      ) : null}
      {props.reference ? (
        <>
          <dt>{t.yourReference}</dt>
          <dd>{props.reference}</dd>
        </>
      ) : null}
      {props.orderReference && props.orderReference !== props.reference ? (
        <>
          <dt>{t.orderReference}</dt>
          <dd>{props.orderReference}</dd>
        </>
      ) : null}
      {period?.start && period.end ? (
        <>
          <dt>{t.period}</dt>
          <dd>
            <DayText value={period.start} /> – <DayText value={period.end} />
          </dd>
        </>
      ) : null}
      {props.preceding.map((preceding) => (
        <PrecedingFact key={preceding.number} {...preceding} />
      ))}
    </dl>
  );
}

function PrecedingFact(props: { number: string; href: string | null }) {
  const t = useMessages().invoices;
  return (
    <>
      <dt>{t.preceding}</dt>
      <dd>
        {props.href ? (
          <Link to={props.href} reloadDocument>
            {props.number}
          </Link>
        ) : (
          props.number
        )}
      </dd>
    </>
  );
}

function TotalRows(props: { totals: SheetTotals; withAction: boolean }) {
  const t = useMessages().invoices;
  const language = useLanguage();
  const { totals } = props;
  const adjusted = totals.allowances.length + totals.charges.length > 0;
  const rows: { key: string; label: string; amount: Money; total?: boolean }[] = [
    ...(adjusted ? [{ key: "lines", label: t.lineTotal, amount: totals.lineNet }] : []),
    ...totals.allowances.map((a, i) => ({
      key: `allowance-${i}`,
      label: a.label || t.allowance,
      amount: { ...a.amount, minor: -a.amount.minor },
    })),
    ...totals.charges.map((c, i) => ({
      key: `charge-${i}`,
      label: c.label || t.charge,
      amount: c.amount,
    })),
    { key: "net", label: t.netTotal, amount: totals.net },
    ...totals.vat.map((vat, i) => ({
      key: `vat-${i}`,
      label:
        vat.reason ??
        (vat.rate ? t.vatTotal(`${formatDecimal(vat.rate, language)}\u202f%`) : t.vatTotalPlain),
      amount: vat.amount,
    })),
    { key: "gross", label: t.grossTotal, amount: totals.gross, total: true },
    ...(totals.prepaid ? [{ key: "prepaid", label: t.prepaid, amount: totals.prepaid }] : []),
    ...(totals.rounding ? [{ key: "rounding", label: t.rounding, amount: totals.rounding }] : []),
    // Factur-X MINIMUM has no place for what was paid before: the amount due may still be another than the total.
    ...(totals.prepaid || totals.rounding || totals.payable.minor !== totals.gross.minor
      ? [{ key: "payable", label: t.payable, amount: totals.payable, total: true }]
      : []),
  ];
  return (
    <tfoot>
      {rows.map((row) => (
        <tr key={row.key} className={row.total ? "total" : undefined}>
          <th scope="row" colSpan={4}>
            {row.label}
          </th>
          <td className="r">
            <Amount value={row.amount} />
          </td>
          {props.withAction ? <td /> : null}
        </tr>
      ))}
    </tfoot>
  );
}
