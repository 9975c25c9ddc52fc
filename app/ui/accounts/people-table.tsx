import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { fieldId } from "../field.tsx";
import { useMessages } from "../language.tsx";

/** The people of an account, each with the button that ends their access. */
export function PeopleTable(props: {
  people: readonly {
    personId: string;
    name: string;
    email: string;
    role: "owner" | "payer" | "viewer";
  }[];
  /** The reader. */
  me: string;
  error?: string;
}) {
  const t = useMessages();
  const words = t.accounts.people;
  return (
    <section
      className={props.error ? "sheet stack field has-error" : "sheet stack"}
      id={fieldId("people")}
      tabIndex={props.error ? -1 : undefined}
      aria-label={words.title}
    >
      {props.error ? (
        <p className="field-error">
          <span className="visually-hidden">{t.layout.errorPrefix}</span>
          {props.error}
        </p>
      ) : null}
      <table className="cards">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.action}</th>
          </tr>
        </thead>
        <tbody>
          {props.people.map((person) => (
            <tr key={person.personId}>
              <th scope="row">
                {person.name} {person.personId === props.me ? `(${words.you})` : null}
                <br />
                <span className="muted small">{person.email}</span>
              </th>
              <td data-label={words.role}>{words.roles[person.role]}</td>
              <td>
                <Form method="post">
                  <input type="hidden" name="remove" value={person.personId} />
                  <Button look="quiet" aria-label={words.removeWhom(person.name)}>
                    {words.remove}
                  </Button>
                </Form>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
