import { telephoneLink } from "#app/ui/contact-card.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** Who the customer is, how it is reached, who acts for it. */
export function CustomerFacts(props: {
  customer: {
    number: string;
    legalId: string | null;
    vatId: string | null;
    address: { line1?: string; line2?: string; postCode?: string; city?: string };
    phone: string | null;
    language: "fr" | "en";
    delivery: "email" | "paper" | "both";
  };
  contact: { name: string } | null;
  people: { personId: string; name: string; email: string; role: "owner" | "payer" | "viewer" }[];
}) {
  const { staff: t, disputes } = useMessages();
  const { customer } = props;
  const { address } = customer;
  const place = [address.postCode, address.city].filter(Boolean).join(" ");
  const facts: [string, string | null][] = [
    [t.number, customer.number],
    [t.address, [address.line1, address.line2, place].filter(Boolean).join(", ") || null],
    [t.legalId, customer.legalId],
    [t.vatId, customer.vatId],
    [t.language, t.languages[customer.language]],
    [t.delivery, t.deliveries[customer.delivery]],
    [t.contact, props.contact?.name ?? null],
  ];
  return (
    <section className="sheet stack" aria-label={t.people}>
      <dl className="facts">
        {facts.map(([label, value]) =>
          value ? (
            <div key={label} className="fact">
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {customer.phone ? (
        <p>
          {disputes.desk.phone}{" "}
          <a className="phone num" href={telephoneLink(customer.phone)}>
            {customer.phone}
          </a>
        </p>
      ) : null}
      <h2>{t.people}</h2>
      <ul className="plain stack">
        {props.people.map((person) => (
          <li key={person.personId}>
            <strong>{person.name}</strong> · {t.roles[person.role]}
            <br />
            <span className="muted">{person.email}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
