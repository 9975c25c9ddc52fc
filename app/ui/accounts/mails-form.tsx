import { Form } from "@remix-run/react";
import type { Messages } from "#app/platform/i18n/messages.ts";
import { Button } from "../button.tsx";
import { Choices } from "../field.tsx";
import { useMessages } from "../language.tsx";

export interface MailChoice {
  kind: keyof Messages["notifications"]["kinds"];
  on: boolean;
}

/** A box per kind of mail that may be switched off; the rest is always sent, because law or safety asks for it. */
export function MailsForm(props: { mails: readonly MailChoice[] }) {
  const { accounts, layout, notifications } = useMessages();
  const t = accounts.preferences;
  return (
    <section className="sheet stack" aria-labelledby="mails">
      <h2 id="mails">{t.mailsTitle}</h2>
      <Form method="post" className="stack">
        <input type="hidden" name="about" value="mails" />
        <Choices
          type="checkbox"
          name="mails"
          label={<span className="visually-hidden">{t.mailsTitle}</span>}
          hint={t.mailsHint}
          options={props.mails.map(({ kind, on }) => ({
            value: kind,
            label: notifications.kinds[kind],
            hint: notifications.explanations[kind],
            checked: on,
          }))}
        />
        <Button>{layout.save}</Button>
      </Form>
    </section>
  );
}
