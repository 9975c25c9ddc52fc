import { Form } from "@remix-run/react";
import { Button, ButtonLink } from "../button.tsx";
import { SelectField } from "../field.tsx";
import { useMessages } from "../language.tsx";

/** A thing to do with an address: what it does stands before its button. */
function Step(props: {
  intent: string;
  title: string;
  intro: string;
  submit: string;
  children?: React.ReactNode;
}) {
  return (
    <section className="sheet stack" aria-labelledby={props.intent}>
      <h2 id={props.intent}>{props.title}</h2>
      <p>{props.intro}</p>
      <Form method="post" className="stack">
        <input type="hidden" name="intent" value={props.intent} />
        {props.children}
        <Button look="quiet">{props.submit}</Button>
      </Form>
    </section>
  );
}

/** Everything that can be done with an address. One that is off is not sent anything again. */
export function EndpointSteps(props: { isOn: boolean; spans: readonly string[] }) {
  const t = useMessages().webhooks;
  return (
    <>
      <Step intent="test" title={t.testTitle} intro={t.testIntro} submit={t.test} />
      {props.isOn ? (
        <>
          <Step intent="again-since" title={t.againTitle} intro={t.againIntro} submit={t.againAll}>
            <SelectField
              name="hours"
              label={t.againSince}
              options={props.spans.map((value) => ({ value, label: t.spans[value] ?? value }))}
            />
          </Step>
          <Step intent="disable" title={t.switchTitle} intro={t.disableIntro} submit={t.disable} />
        </>
      ) : (
        <Step intent="enable" title={t.switchTitle} intro={t.enableIntro} submit={t.enable} />
      )}
      <Step intent="rotate" title={t.rotateTitle} intro={t.rotateIntro} submit={t.rotate} />
      <section className="sheet stack" aria-labelledby="remove">
        <h2 id="remove">{t.removeTitle}</h2>
        <p>{t.removeIntro}</p>
        <p>
          <ButtonLink look="quiet" to="?remove=yes">
            {t.remove}
          </ButtonLink>
        </p>
      </section>
    </>
  );
}

/** Asked before an address is deleted, because nothing brings its list back. */
export function RemoveEndpointForm(props: { id: string; url: string }) {
  const { webhooks: t, layout } = useMessages();
  return (
    <section className="notice late stack" aria-labelledby="remove-sure">
      <h2 id="remove-sure">{t.removeQuestion}</h2>
      <p>{props.url}</p>
      <p>{t.removeIntro}</p>
      <Form method="post" className="row">
        <input type="hidden" name="intent" value="remove" />
        <Button look="warn">{t.removeSure}</Button>
        <ButtonLink look="quiet" to={`/staff/integrations/webhooks/${props.id}`}>
          {layout.cancel}
        </ButtonLink>
      </Form>
    </section>
  );
}
