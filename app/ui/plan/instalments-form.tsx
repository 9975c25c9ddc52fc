import { Form, Link } from "@remix-run/react";
import { type Day, formatDay } from "#app/platform/calendar.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Button } from "../button.tsx";
import { SelectField, TextArea, TextField } from "../field.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { DecisionWords } from "./decision-words.tsx";
import type { PlanFormProps } from "./promise-form.tsx";

interface Props extends PlanFormProps {
  most: number;
  from: Day;
  until: Day;
  parts: number;
  first: Day;
  /** Computed for what the address asks; null before. */
  schedule: { dueOn: Day; amount: Money }[] | null;
  /** When the staff answer, for this first day. */
  answerBy: Day | null;
  /** Where this viewer signs in first. */
  signInTo: string | null;
}

/**
 * Equal payments on several days. Two forms, so that no script is needed: one asks for the schedule by its address, the other
 * sends it, with every day as it was changed.
 */
export function InstalmentsForm(props: Props) {
  const { plans: t, invoices } = useMessages();
  const language = useLanguage();
  const until = formatDay(props.until, language);
  return (
    <section className="sheet stack" aria-labelledby="instalments">
      <h2 id="instalments">{t.instalments.title}</h2>
      {props.signInTo ? (
        <p>
          {t.instalments.signIn}{" "}
          <Link to={props.signInTo} reloadDocument className="action-link">
            {invoices.linkSignIn}
          </Link>
        </p>
      ) : (
        <>
          <p>
            {props.most === 2
              ? t.instalments.textTwo(until)
              : t.instalments.text(props.most, until)}
          </p>
          <Ask {...props} />
          {props.schedule ? <Schedule {...props} schedule={props.schedule} /> : null}
        </>
      )}
    </section>
  );
}

function Ask(props: Props) {
  const t = useMessages().plans.instalments;
  const counts = Array.from({ length: props.most - 1 }, (_, index) => index + 2);
  return (
    <Form
      method="get"
      action={`${props.path}#schedule`}
      reloadDocument
      className="stack"
      noValidate
    >
      <SelectField
        name="parts"
        label={t.parts}
        error={props.errors.parts}
        defaultValue={String(props.parts)}
        options={counts.map((count) => ({ value: String(count), label: t.times(count) }))}
        className="input-short"
      />
      <TextField
        type="date"
        name="first"
        label={t.first}
        error={props.errors.first}
        defaultValue={props.first}
        min={props.from}
        max={props.until}
        className="input-short"
        required
      />
      <Button look="quiet" data-testid="compute">
        {t.compute}
      </Button>
    </Form>
  );
}

function Schedule(props: Props & { schedule: { dueOn: Day; amount: Money }[] }) {
  const t = useMessages().plans;
  const language = useLanguage();
  const { schedule, values, errors } = props;
  const mine = values.intent === "instalments";
  return (
    <Form
      method="post"
      action={props.formPath}
      reloadDocument
      className="stack"
      noValidate
      id="schedule"
    >
      <h3>{t.instalments.schedule}</h3>
      <p className="muted">{t.instalments.scheduleHint}</p>
      <input type="hidden" name="intent" value="instalments" />
      <input type="hidden" name="submission" value={props.submissionId} />
      <input type="hidden" name="amount" value={props.due.minor} />
      <input type="hidden" name="parts" value={schedule.length} />
      {schedule.map(({ dueOn, amount }, index) => {
        const name = `date${index + 1}`;
        return (
          <TextField
            key={name}
            type="date"
            name={name}
            label={t.instalments.nth(index + 1, formatMoney(amount, language))}
            error={errors[name]}
            defaultValue={(mine && values[name]) || dueOn}
            min={props.from}
            max={props.until}
            className="input-short"
            required
          />
        );
      })}
      <TextArea
        name="words"
        label={t.message}
        hint={t.messageHint}
        error={errors.words}
        defaultValue={values.words}
        rows={3}
        optional
      />
      <DecisionWords {...props.decision} answerBy={props.answerBy ?? props.decision.answerBy} />
      <Button data-testid="instalments">{t.instalments.send(schedule.length)}</Button>
    </Form>
  );
}
