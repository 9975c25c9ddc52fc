import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { Choices, TextField } from "../field.tsx";
import { useMessages } from "../language.tsx";

const roles = ["viewer", "payer", "owner"] as const;

/** Gives a person access to the account. The least powerful role stands first and is chosen. */
export function InviteForm(props: {
  errors?: Readonly<Record<string, string>>;
  values?: Readonly<Record<string, string>>;
}) {
  const t = useMessages().accounts.people;
  const { errors, values } = props;
  return (
    <section className="sheet stack" aria-labelledby="invite">
      <h2 id="invite">{t.inviteTitle}</h2>
      <p>{t.inviteIntro}</p>
      <Form method="post" className="stack" noValidate>
        <TextField
          name="name"
          label={t.name}
          error={errors?.name}
          defaultValue={values?.name}
          autoComplete="off"
          required
        />
        <TextField
          name="email"
          type="email"
          label={t.email}
          error={errors?.email}
          defaultValue={values?.email}
          autoComplete="off"
          inputMode="email"
          spellCheck={false}
          required
        />
        <Choices
          type="radio"
          name="role"
          label={t.role}
          error={errors?.role}
          options={roles.map((role) => ({
            value: role,
            label: t.roles[role],
            hint: t.roleHints[role],
            checked: (values?.role ?? "viewer") === role,
          }))}
        />
        <Button data-testid="send">{t.invite}</Button>
      </Form>
    </section>
  );
}
