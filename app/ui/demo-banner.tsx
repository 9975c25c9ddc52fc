import { useMessages } from "./language.tsx";

/** On every page of a demonstration: nothing here is real, and where the mails are. */
export function DemoBanner(props: { mailbox: string | null }) {
  const t = useMessages().layout.demo;
  return (
    <aside className="demo-banner" aria-label={t.title}>
      <div className="wrap">
        <span>
          <strong>{t.title}.</strong> {t.text}
        </span>
        {props.mailbox ? <a href={props.mailbox}>{t.mailbox}</a> : <span>{t.mailboxClosed}</span>}
      </div>
    </aside>
  );
}
