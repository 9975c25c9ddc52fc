import { Link } from "@remix-run/react";
import { InstantText } from "../day.tsx";
import { useMessages } from "../language.tsx";

export interface AuditEntryRow {
  id: string;
  at: Date;
  what: string;
  /** What it was about in particular: "Rôle : Responsable". */
  details: readonly string[];
  who: { kind: string; name: string | null };
  fromAddress: string | null;
  byMachine: boolean;
  about: readonly { text: string; to: string | null }[];
}

/** Who did what, when, about whom. */
export function AuditTable(props: { caption: string; rows: readonly AuditEntryRow[] }) {
  const t = useMessages().team.audit;
  return (
    <table className="cards log">
      <caption className="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t.when}</th>
          <th scope="col">{t.who}</th>
          <th scope="col">{t.what}</th>
          <th scope="col">{t.about}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.id}>
            <td data-label={t.when}>
              <span className="num">
                <InstantText value={row.at} />
              </span>
            </td>
            <td data-label={t.who}>
              <span>
                {row.who.name ?? row.who.kind}
                <br />
                <span className="muted small">
                  {[
                    row.who.name ? row.who.kind : "",
                    row.byMachine ? t.machine : "",
                    row.fromAddress ? t.from(row.fromAddress) : "",
                  ]
                    .filter(Boolean)
                    .join(", ")}
                </span>
              </span>
            </td>
            <td data-label={t.what}>
              <span>
                {row.what}
                {row.details.map((detail) => (
                  <span key={detail} className="muted small">
                    <br />
                    {detail}
                  </span>
                ))}
              </span>
            </td>
            <td data-label={t.about}>
              <span>
                {row.about.length === 0 ? "–" : null}
                {row.about.map(({ text, to }) => (
                  <span key={text}>
                    {to ? (
                      <Link to={to} reloadDocument>
                        {text}
                      </Link>
                    ) : (
                      text
                    )}
                    <br />
                  </span>
                ))}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
