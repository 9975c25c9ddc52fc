import { formatMoney, type Money } from "#app/platform/money.ts";
import { Button } from "../button.tsx";
import type { FieldErrors } from "../error-summary.tsx";
import { Choices, TextArea, TextField } from "../field.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { AttachmentsField } from "./attachments-field.tsx";

interface FormState {
  errors?: FieldErrors;
  values?: Readonly<Record<string, string>>;
}

/** Names differ per form, so that each error finds its own field on a page with three forms. */
export function AnswerForm(props: FormState & { submissionId: string; attachmentAccept: string }) {
  const t = useMessages().disputes.desk;
  return (
    <form method="post" encType="multipart/form-data" className="stack" noValidate>
      <input type="hidden" name="intent" value="answer" />
      <input type="hidden" name="submission" value={props.submissionId} />
      <TextArea
        name="message"
        label={t.answerLabel}
        hint={t.answerHint}
        error={props.errors?.message}
        defaultValue={props.values?.message}
        maxLength={5000}
      />
      <AttachmentsField accept={props.attachmentAccept} error={props.errors?.attachments} />
      <div className="choice">
        <input
          type="checkbox"
          id="field-wait"
          name="wait"
          value="1"
          defaultChecked={props.values?.wait === "1"}
        />
        <label htmlFor="field-wait">{t.waitLabel}</label>
      </div>
      <Button data-testid="send">{t.sendAnswer}</Button>
    </form>
  );
}

export function NoteForm(props: FormState & { submissionId: string }) {
  const t = useMessages().disputes.desk;
  return (
    <details open={Boolean(props.errors?.note)}>
      <summary>{t.noteLabel}</summary>
      <form method="post" encType="multipart/form-data" className="stack" noValidate>
        <input type="hidden" name="intent" value="note" />
        <input type="hidden" name="submission" value={props.submissionId} />
        <TextArea
          name="note"
          label={t.noteLabel}
          hint={t.noteHint}
          error={props.errors?.note}
          defaultValue={props.values?.note}
          maxLength={5000}
        />
        <Button look="quiet">{t.saveNote}</Button>
      </form>
    </details>
  );
}

export function DecideForm(props: FormState & { claimed: Money }) {
  const t = useMessages().disputes.desk;
  const language = useLanguage();
  const claimed = formatMoney(props.claimed, language);
  const { errors, values } = props;
  const isOpen = Boolean(errors?.outcome || errors?.amount || errors?.reason);
  return (
    <details open={isOpen}>
      <summary>{t.decideTitle}</summary>
      <form method="post" encType="multipart/form-data" className="stack" noValidate>
        <input type="hidden" name="intent" value="decide" />
        <Choices
          type="radio"
          name="outcome"
          label={t.outcomeLabel}
          error={errors?.outcome}
          options={[
            { value: "credit", label: t.credit(claimed), checked: values?.outcome === "credit" },
            {
              value: "partial-credit",
              label: t.partial,
              checked: values?.outcome === "partial-credit",
            },
            { value: "uphold", label: t.uphold, checked: values?.outcome === "uphold" },
          ]}
        />
        <TextField
          name="amount"
          label={t.partialLabel}
          hint={t.partialHint(claimed)}
          error={errors?.amount}
          defaultValue={values?.amount}
          inputMode="decimal"
          autoComplete="off"
        />
        <TextArea
          name="reason"
          label={t.reasonLabel}
          error={errors?.reason}
          defaultValue={values?.reason}
          maxLength={5000}
        />
        <Button>{t.decide}</Button>
      </form>
    </details>
  );
}
