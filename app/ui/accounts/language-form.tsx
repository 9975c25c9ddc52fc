import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { Choices } from "../field.tsx";
import { useMessages } from "../language.tsx";

const choices = ["", "fr", "en"] as const;

export function LanguageForm(props: { language: "fr" | "en" | null }) {
  const words = useMessages();
  const t = words.accounts.preferences;
  return (
    <section className="sheet stack" aria-labelledby="language">
      <h2 id="language">{t.languageTitle}</h2>
      <Form method="post" className="stack">
        <input type="hidden" name="about" value="language" />
        <Choices
          type="radio"
          name="language"
          label={<span className="visually-hidden">{t.languageTitle}</span>}
          hint={t.languageHint}
          options={choices.map((value) => ({
            value,
            label: <span lang={value || undefined}>{t.languages[value]}</span>,
            checked: value === (props.language ?? ""),
          }))}
        />
        <Button>{words.layout.save}</Button>
      </Form>
    </section>
  );
}
