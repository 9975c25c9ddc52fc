import { Form } from "@remix-run/react";
import { Button } from "#app/ui/button.tsx";
import { fieldId } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** A thing to do with a member that is more than words: what it does stands before its button. */
export function MemberStep(props: {
  intent: "mail" | "deactivate" | "reactivate";
  title: string;
  intro: string;
  submit: string;
  look?: "quiet" | "warn";
  error?: string;
}) {
  const t = useMessages().layout;
  const { intent, error } = props;
  return (
    <section
      className={error ? "sheet stack field has-error" : "sheet stack"}
      id={fieldId(intent)}
      tabIndex={error ? -1 : undefined}
      aria-labelledby={intent}
    >
      <h2 id={intent}>{props.title}</h2>
      <p>{props.intro}</p>
      {error ? (
        <p className="field-error">
          <span className="visually-hidden">{t.errorPrefix}</span>
          {error}
        </p>
      ) : null}
      <Form method="post">
        <input type="hidden" name="intent" value={intent} />
        <Button look={props.look ?? "quiet"}>{props.submit}</Button>
      </Form>
    </section>
  );
}
