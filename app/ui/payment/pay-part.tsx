import { Form } from "@remix-run/react";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Button } from "../button.tsx";
import { TextField } from "../field.tsx";
import { useLanguage, useMessages } from "../language.tsx";

/** The second way to pay, after the button with the whole amount: a typed part of it. */
export function PayPart(props: { due: Money; typed?: string; error?: string }) {
  const t = useMessages().payments;
  const language = useLanguage();
  return (
    <details open={props.typed !== undefined}>
      <summary>{t.partTitle}</summary>
      <Form method="post" reloadDocument className="stack" noValidate>
        <TextField
          name="amount"
          label={t.partLabel(props.due.currency)}
          hint={t.partHint(formatMoney(props.due, language))}
          error={props.typed === undefined ? undefined : props.error}
          defaultValue={props.typed}
          inputMode="decimal"
          autoComplete="off"
          className="input-short"
          required
        />
        <Button look="quiet">{t.payPart}</Button>
      </Form>
    </details>
  );
}
