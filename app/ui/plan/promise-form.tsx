import { Form } from "@remix-run/react";
import { type Day, formatDay } from "#app/platform/calendar.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Button } from "../button.tsx";
import { TextArea, TextField } from "../field.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { type DecisionProps, DecisionWords } from "./decision-words.tsx";

export interface PlanFormProps {
  /** Of the page. */
  path: string;
  /** Of the page as it is, with the schedule that was asked for. */
  formPath: string;
  due: Money;
  submissionId: string;
  decision: DecisionProps;
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
}

/** Everything at once, on a day that the customer names. */
export function PromiseForm(props: PlanFormProps & { from: Day; until: Day }) {
  const t = useMessages().plans;
  const language = useLanguage();
  const { due, values, errors } = props;
  return (
    <section className="sheet stack" aria-labelledby="promise">
      <h2 id="promise">{t.promise.title}</h2>
      <p>{t.promise.text}</p>
      <Form method="post" action={props.formPath} reloadDocument className="stack" noValidate>
        <input type="hidden" name="intent" value="promise" />
        <input type="hidden" name="submission" value={props.submissionId} />
        <input type="hidden" name="amount" value={due.minor} />
        <TextField
          type="date"
          name="date"
          label={t.promise.date}
          hint={t.promise.until(formatDay(props.until, language))}
          error={errors.date}
          defaultValue={values.date}
          min={props.from}
          max={props.until}
          className="input-short"
          required
        />
        <TextArea
          name="message"
          label={t.message}
          hint={t.messageHint}
          error={errors.message}
          defaultValue={values.message}
          rows={3}
          optional
        />
        <DecisionWords {...props.decision} />
        <Button data-testid="promise">{t.promise.send(formatMoney(due, language))}</Button>
      </Form>
    </section>
  );
}
