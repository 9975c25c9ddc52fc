import type { Day } from "#app/platform/calendar.ts";
import { formatDay } from "#app/platform/calendar.ts";
import { type ContactProps, telephoneLink } from "./contact-card.tsx";
import { useLanguage, useMessages } from "./language.tsx";
import { Notice } from "./notice.tsx";

/** That the biller's bank details changed lately, where they are, and whom to ask by telephone. */
export function BankChangeNotice(props: { changedOn: Day; contact: ContactProps }) {
  const t = useMessages().layout.bankChange;
  const language = useLanguage();
  const { contact } = props;
  return (
    <Notice tone="due">
      <p>
        <strong>{t.changed(formatDay(props.changedOn, language))}</strong> {t.where}
      </p>
      <p>
        {t.doubt(contact.name)}{" "}
        <a className="action-link num" href={telephoneLink(contact.phone)}>
          {contact.phone}
        </a>{" "}
        <span className="muted">{contact.hours}</span>
      </p>
    </Notice>
  );
}
