import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { TextField } from "../field.tsx";
import { useMessages } from "../language.tsx";

/** Address and eight digits: works on any device. */
export function CodeForm(props: {
  email: string;
  errors?: Readonly<Record<string, string>>;
  values?: Readonly<Record<string, string>>;
}) {
  const { signIn, code } = useMessages().accounts;
  return (
    <Form method="post" action="/login/code" className="stack" noValidate>
      <TextField
        name="email"
        type="email"
        label={signIn.email}
        error={props.errors?.email}
        defaultValue={props.values?.email ?? props.email}
        autoComplete="email"
        inputMode="email"
        spellCheck={false}
        required
      />
      <TextField
        name="code"
        label={code.code}
        hint={code.codeHint}
        error={props.errors?.code}
        defaultValue={props.values?.code}
        autoComplete="one-time-code"
        inputMode="numeric"
        spellCheck={false}
        className="input-short num"
        required
      />
      <Button data-testid="sign-in">{code.submit}</Button>
    </Form>
  );
}
