import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "../button.tsx";
import { Choices, TextField } from "../field.tsx";
import { useMessages } from "../language.tsx";

type Scope = keyof ReturnType<typeof useMessages>["team"]["keys"]["scopeWords"];

/** Makes a key: nothing is ticked, so that nobody gives more than they meant to. */
export function MakeKeyForm(props: {
  scopes: readonly Scope[];
  errors?: Readonly<Record<string, string>>;
  values?: { name: string; scopes: readonly string[] };
}) {
  const t = useMessages().team.keys;
  const { errors, values } = props;
  return (
    <section className="sheet stack" aria-labelledby="make">
      <h2 id="make">{t.makeTitle}</h2>
      <Form method="post" action="/staff/integrations" className="stack" noValidate>
        <TextField
          name="name"
          label={t.name}
          hint={t.nameHint}
          error={errors?.name}
          defaultValue={values?.name}
          autoComplete="off"
          required
        />
        <Choices
          type="checkbox"
          name="scopes"
          label={t.scopes}
          hint={t.scopesHint}
          error={errors?.scopes}
          options={props.scopes.map((scope) => ({
            value: scope,
            label: t.scopeWords[scope],
            hint: <code>{scope}</code>,
            checked: values?.scopes.includes(scope),
          }))}
        />
        <Button data-testid="send">{t.make}</Button>
      </Form>
    </section>
  );
}

/** The one time that a key is seen; the page asked for again says that it was. */
export function MadeKey(props: { name: string; secret: string | null }) {
  const t = useMessages().team.keys;
  if (props.secret === null)
    return (
      <section className="notice stack" role="status" aria-labelledby="made">
        <h2 id="made">{t.madeTitle(props.name)}</h2>
        <p>{t.madeShown}</p>
        <p className="muted">{t.madeLost}</p>
      </section>
    );
  return (
    <section className="notice paid stack" role="status" aria-labelledby="made">
      <h2 id="made">{t.madeTitle(props.name)}</h2>
      <p>{t.madeOnce}</p>
      <p>
        <code className="secret" data-testid="api-key">
          {props.secret}
        </code>
      </p>
      <p className="muted">{t.madeLost}</p>
    </section>
  );
}

/** Asked before a key ends, because nothing brings it back. */
export function RevokeKeyForm(props: { id: string; name: string }) {
  const { team, layout } = useMessages();
  const t = team.keys;
  return (
    <section className="notice late stack" aria-labelledby="revoke">
      <h2 id="revoke">{t.revokeTitle(props.name)}</h2>
      <p>{t.revokeIntro}</p>
      <Form method="post" action="/staff/integrations" className="row">
        <input type="hidden" name="revoke" value={props.id} />
        <Button look="warn">{t.revokeWhich(props.name)}</Button>
        <ButtonLink look="quiet" to="/staff/integrations">
          {layout.cancel}
        </ButtonLink>
      </Form>
    </section>
  );
}
