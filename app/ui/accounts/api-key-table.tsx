import { Link } from "@remix-run/react";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { formatDecimal } from "#app/platform/money.ts";
import { InstantText } from "../day.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { Tag } from "../tag.tsx";

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: readonly string[];
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  /** How often it was refused in the last day. */
  refusedLately: number;
}

/** Every key ever made, by its first characters: the key itself is nowhere. */
export function ApiKeyTable(props: { keys: readonly ApiKeyRow[] }) {
  const { team, refusals } = useMessages();
  const t = team.keys;
  return (
    <table className="cards">
      <caption>{t.listTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{t.name}</th>
          <th scope="col">{t.scopes}</th>
          <th scope="col">{t.created}</th>
          <th scope="col">{t.lastUsed}</th>
          <th scope="col">{refusals.lastDay}</th>
          <th scope="col">{t.state}</th>
        </tr>
      </thead>
      <tbody>
        {props.keys.map((key) => (
          <tr key={key.id}>
            <th scope="row">
              {key.name}
              <br />
              <span className="muted small">{t.starts(key.prefix)}</span>
            </th>
            <td>
              <ul className="plain small" aria-label={t.scopes}>
                {key.scopes.map((scope) => (
                  <li key={scope}>{wordsOf(t, scope)}</li>
                ))}
              </ul>
            </td>
            <td data-label={t.created}>
              <InstantText value={key.createdAt} />
            </td>
            <td data-label={t.lastUsed}>
              {key.lastUsedAt ? <InstantText value={key.lastUsedAt} /> : t.never}
            </td>
            <td data-label={refusals.lastDay}>
              <RefusedLately {...key} />
            </td>
            <td data-label={t.state}>
              {key.revokedAt ? (
                <Tag tone="held">{t.revoked}</Tag>
              ) : (
                <span>
                  <Tag tone="paid">{t.active}</Tag>
                  <br />
                  <Link
                    className="action-link"
                    to={`/staff/integrations?revoke=${key.id}`}
                    reloadDocument
                    aria-label={t.revokeWhich(key.name)}
                  >
                    {t.revoke}
                  </Link>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RefusedLately({ id, name, refusedLately }: ApiKeyRow) {
  const t = useMessages().refusals;
  const count = formatDecimal(String(refusedLately), useLanguage());
  if (refusedLately === 0) return count;
  return (
    <Link
      className="action-link"
      to={`/staff/integrations/refusals?key=${id}`}
      reloadDocument
      aria-label={t.lastDayOf(count, name)}
    >
      {t.refusedCount(count)}
    </Link>
  );
}

/** A right that this release no longer knows is told by its code. */
function wordsOf(t: Messages["team"]["keys"], scope: string): string {
  return scope in t.scopeWords ? t.scopeWords[scope as keyof typeof t.scopeWords] : scope;
}
