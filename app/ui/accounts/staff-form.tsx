import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { Choices, TextField } from "../field.tsx";
import { useMessages } from "../language.tsx";

const roles = ["agent", "manager"] as const;

/** Everything a manager says about a member of staff. The less powerful role stands first and is chosen. */
export function StaffForm(props: {
  submit: string;
  values?: Readonly<Record<string, string>>;
  errors?: Readonly<Record<string, string>>;
}) {
  const t = useMessages().team;
  const { values, errors } = props;
  const field = (name: string) => ({
    name,
    error: errors?.[name],
    defaultValue: values?.[name],
    // Somebody else's details: the browser must not offer the manager's own.
    autoComplete: "off",
  });
  return (
    <Form method="post" className="sheet stack" noValidate>
      <TextField {...field("name")} label={t.name} hint={t.nameHint} required />
      <TextField
        {...field("email")}
        type="email"
        label={t.email}
        hint={t.emailHint}
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
          checked: (values?.role ?? "agent") === role,
        }))}
      />
      <TextField
        {...field("phone")}
        type="tel"
        label={t.phone}
        hint={t.phoneHint}
        inputMode="tel"
        className="input-short num"
        required
      />
      <TextField
        {...field("hoursFr")}
        label={t.hoursFr}
        hint={`${t.hoursHint} ${t.hoursExample}`}
        optional
      />
      <TextField
        {...field("hoursEn")}
        label={t.hoursEn}
        hint={`${t.hoursHint} ${t.hoursExampleEn}`}
        optional
      />
      <TextField
        {...field("creditLimit")}
        label={t.creditLimit}
        hint={t.creditLimitHint}
        inputMode="decimal"
        className="input-short num"
        optional
      />
      <input type="hidden" name="intent" value="save" />
      <Button data-testid="send">{props.submit}</Button>
    </Form>
  );
}
