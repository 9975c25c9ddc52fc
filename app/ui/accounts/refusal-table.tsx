import { Link } from "@remix-run/react";
import { formatDecimal } from "#app/platform/money.ts";
import { InstantText } from "../day.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { RefusingKey } from "./refusing-key.tsx";

export interface RefusalEntry {
  id: string;
  by: { name: string; prefix: string; revokedAt: Date | null } | null;
  keyPrefix: string | null;
  count: number;
  lastAt: Date;
  method: string;
  path: string;
  status: number | null;
  /** What the kind of refusal is called, in the reader's language. */
  title: string;
  /** Of the messages. */
  language: string;
  errors: readonly { rule: string | null; message: string }[];
  errorsLeftOut: number;
  invoiceNumber: string | null;
  customerNumber: string | null;
  line: number | null;
}

/** What the API refused: when, to whom, what, and why in a word. */
export function RefusalTable(props: { caption: string; rows: readonly RefusalEntry[] }) {
  const t = useMessages().refusals;
  const language = useLanguage();
  const figure = (count: number) => formatDecimal(String(count), language);
  return (
    <table className="cards log">
      <caption className="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.answer}</th>
          <th scope="col">{t.when}</th>
          <th scope="col">{t.request}</th>
          <th scope="col">{t.about}</th>
          <th scope="col">{t.key}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Link to={`/staff/integrations/refusals/${row.id}`} reloadDocument>
                {[row.status, row.title].filter((part) => part !== null).join(" ")}
              </Link>
              <br />
              <FirstError {...row} />
            </th>
            <td data-label={t.when}>
              <span>
                <span className="num">
                  <InstantText value={row.lastAt} />
                </span>
                {row.count > 1 ? (
                  <>
                    <br />
                    <span className="muted small">{t.times(figure(row.count))}</span>
                  </>
                ) : null}
              </span>
            </td>
            <td data-label={t.request}>
              <span>
                <code className="small">
                  {row.method} {row.path.replace(/^\/api\/v1(?=\/)/, "")}
                </code>
                {row.line === null ? null : (
                  <>
                    <br />
                    <span className="muted small">{t.line(figure(row.line))}</span>
                  </>
                )}
              </span>
            </td>
            <td data-label={t.about}>
              <span>
                {row.invoiceNumber ?? (row.customerNumber ? "" : "–")}
                {row.invoiceNumber && row.customerNumber ? <br /> : null}
                {row.customerNumber ? (
                  <span className="muted small">{row.customerNumber}</span>
                ) : null}
              </span>
            </td>
            <td data-label={t.key}>
              <RefusingKey known={row.by} unknownPrefix={row.keyPrefix} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function FirstError(row: RefusalEntry) {
  const t = useMessages().refusals;
  const reader = useLanguage();
  const [first] = row.errors;
  if (!first) return null;
  const more = row.errors.length - 1 + row.errorsLeftOut;
  return (
    <span className="small">
      {first.rule ? <strong>{first.rule} </strong> : null}
      <span lang={row.language}>{first.message}</span>
      {more > 0 ? (
        <span className="muted"> ({t.moreErrors(formatDecimal(String(more), reader))})</span>
      ) : null}
    </span>
  );
}
