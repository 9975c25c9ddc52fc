import { useMessages } from "../language.tsx";

export interface RemarksProps {
  count: number;
  isPartial: boolean;
  /** Today's rules would refuse the document. */
  isRefused: boolean;
  groups: {
    rule: string | null;
    sayings: { message: string; pointers: string[]; morePointers: number }[];
    moreSayings: number;
  }[];
}

/** What today's rules remark about a document: for the staff, who may tell the biller's system. */
export function Remarks(props: { remarks: RemarksProps | "not-found" | "unavailable" }) {
  const t = useMessages().staff.remarks;
  const { remarks } = props;
  if (remarks === "not-found" || remarks === "unavailable")
    return <p className="muted">{t.unread[remarks]}</p>;
  if (remarks.count === 0) return null;
  return (
    <details>
      <summary>{t.title(remarks.count, remarks.isPartial)}</summary>
      <div className="stack">
        <p className="muted">{remarks.isRefused ? t.refusedToday : t.hint}</p>
        <ul className="stack">
          {remarks.groups.map(({ rule, sayings, moreSayings }) => (
            <li key={rule ?? sayings[0]?.message}>
              {rule ? (
                <p>
                  <strong>{rule}</strong>
                </p>
              ) : null}
              {sayings.map(({ message, pointers, morePointers }) => (
                <div key={message}>
                  <p>{message}</p>
                  <Places pointers={pointers} more={morePointers} />
                </div>
              ))}
              {moreSayings > 0 ? <p className="muted">{t.moreSayings(moreSayings)}</p> : null}
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function Places({ pointers, more }: { pointers: string[]; more: number }) {
  const t = useMessages().staff.remarks;
  const named = pointers.filter((pointer) => pointer !== "");
  if (named.length === 0 && more === 0) return null;
  return (
    <p className="small muted">
      {named.map((pointer) => (
        <span key={pointer}>
          <code>{pointer}</code>
          <br />
        </span>
      ))}
      {more > 0 ? t.morePlaces(more) : null}
    </p>
  );
}
