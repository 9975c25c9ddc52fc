import { Link } from "@remix-run/react";
import { formatDecimal, formatUnitPrice, type Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { Tag } from "../tag.tsx";

export interface SheetLine {
  id: string;
  name: string;
  description: string | null;
  note: string | null;
  /** Decimal strings. */
  quantity: string;
  unitCode: string;
  unitPrice: string;
  baseQuantity: string | null;
  vatRate: string | null;
  netAmount: Money;
  /** Where this line is contested; null when it cannot be (role, credit note). */
  contestTo: string | null;
  /** The open or past dispute about it. */
  dispute: { reference: string; to: string; open: boolean } | null;
}

export function LineRow(props: { line: SheetLine; currency: string; withAction: boolean }) {
  const t = useMessages().invoices;
  const language = useLanguage();
  const { line } = props;
  const unit = t.units[line.unitCode] ?? "";
  const per =
    line.baseQuantity && line.baseQuantity !== "1"
      ? ` / ${formatDecimal(line.baseQuantity, language)}`
      : "";
  return (
    <tr className={line.dispute?.open ? "contested" : undefined}>
      <th scope="row">
        {line.name}
        {line.description ? (
          <>
            <br />
            <span className="muted">{line.description}</span>
          </>
        ) : null}
        {line.note ? (
          <>
            <br />
            <span className="muted">{line.note}</span>
          </>
        ) : null}
        {line.dispute ? (
          <>
            <br />
            <Tag tone="held">{t.contested(line.dispute.reference)}</Tag>
          </>
        ) : null}
      </th>
      <td className="r num" data-label={t.quantity}>
        {formatDecimal(line.quantity, language)}
        {unit ? `\u00a0${unit}` : ""}
      </td>
      <td className="r num" data-label={t.unitPrice}>
        {formatUnitPrice(line.unitPrice, props.currency, language)}
        {per}
      </td>
      <td className="r num" data-label={t.vatRate}>
        {line.vatRate ? `${formatDecimal(line.vatRate, language)}\u202f%` : "–"}
      </td>
      <td className="r" data-label={t.netAmount}>
        <Amount value={line.netAmount} />
      </td>
      {props.withAction ? (
        <td className="r no-print">
          {line.dispute ? (
            <Link to={line.dispute.to} reloadDocument>
              {t.follow}
              <span className="visually-hidden"> {line.dispute.reference}</span>
            </Link>
          ) : line.contestTo ? (
            <Link to={line.contestTo} reloadDocument data-testid="dispute-line">
              {t.contest}
              <span className="visually-hidden"> {line.name}</span>
            </Link>
          ) : null}
        </td>
      ) : null}
    </tr>
  );
}
