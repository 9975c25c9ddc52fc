import { Link } from "@remix-run/react";
import { useMessages } from "./language.tsx";

/** To the next page of a long list (keyset: there is a way forward and a way to the beginning). */
export function Pages(props: { next: string | null; first: string | null; label: string }) {
  const t = useMessages().layout;
  if (!props.next && !props.first) return null;
  return (
    <nav className="pages" aria-label={props.label}>
      {props.first ? (
        <Link className="action-link" to={props.first} reloadDocument>
          ← {t.previous}
        </Link>
      ) : (
        <span />
      )}
      {props.next ? (
        <Link className="action-link" to={props.next} reloadDocument rel="next">
          {t.next} →
        </Link>
      ) : null}
    </nav>
  );
}
