import { useMessages } from "./language.tsx";

export interface ContactProps {
  name: string;
  /** As dialled from France or abroad: "04 65 71 00 00". */
  phone: string;
  hours: string;
}

/** "tel:" with the digits only, French numbers in international form (RFC 3966). */
export function telephoneLink(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, "");
  return `tel:${digits.startsWith("0") ? `+33${digits.slice(1)}` : digits}`;
}

/** A person with a name, a number and hours: on every page, because nobody should face a machine alone. */
export function ContactCard(props: { contact: ContactProps; headingId?: string }) {
  const t = useMessages().layout;
  const { contact } = props;
  const initials = contact.name
    .split(/\s+/)
    .map((part) => part[0])
    .slice(0, 2)
    .join("");
  return (
    <section className="sheet stack" aria-labelledby={props.headingId ?? "contact"}>
      <h2 id={props.headingId ?? "contact"}>{t.yourContact}</h2>
      <div className="person">
        <span className="face" aria-hidden="true">
          {initials}
        </span>
        <div>
          <strong>{contact.name}</strong>
          <br />
          <a className="phone num" href={telephoneLink(contact.phone)}>
            <span className="visually-hidden">{t.call(contact.name)} </span>
            {contact.phone}
          </a>
          <br />
          <span className="muted">{contact.hours}</span>
        </div>
      </div>
    </section>
  );
}
