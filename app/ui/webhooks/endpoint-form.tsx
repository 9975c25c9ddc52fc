import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { Choices, TextField } from "../field.tsx";
import { useMessages } from "../language.tsx";

type EventWords = ReturnType<typeof useMessages>["webhooks"]["types"];

/** Adds an address: nothing ticked means every event. */
export function EndpointForm(props: {
  types: readonly (keyof EventWords)[];
  errors?: Readonly<Record<string, string>>;
  values?: { url: string; description: string; eventTypes: readonly string[] };
}) {
  const t = useMessages().webhooks;
  const { errors, values } = props;
  return (
    <Form method="post" className="sheet stack" noValidate>
      <TextField
        type="url"
        name="url"
        label={t.url}
        hint={t.urlHint}
        error={errors?.url}
        defaultValue={values?.url}
        autoComplete="off"
        inputMode="url"
        required
      />
      <TextField
        name="description"
        label={t.description}
        hint={t.descriptionHint}
        error={errors?.description}
        defaultValue={values?.description}
        autoComplete="off"
        optional
      />
      <Choices
        type="checkbox"
        name="eventTypes"
        label={t.eventTypes}
        hint={t.eventTypesHint}
        error={errors?.eventTypes}
        options={props.types.map((type) => ({
          value: type,
          label: t.types[type],
          hint: <code>{type}</code>,
          checked: values?.eventTypes.includes(type),
        }))}
      />
      <Button data-testid="send">{t.addSubmit}</Button>
    </Form>
  );
}
