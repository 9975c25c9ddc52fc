import { formatDecimal, formatMoney, formatUnitPrice, type Money } from "#app/platform/money.ts";
import { Button } from "../button.tsx";
import { ErrorSummary, type FieldErrors } from "../error-summary.tsx";
import { Choices, TextArea, TextField } from "../field.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { AttachmentsField } from "./attachments-field.tsx";

export interface DisputeFormProps {
  line: {
    name: string;
    description: string | null;
    quantity: string;
    unitCode: string;
    unitPrice: string;
    /** VAT included: the most that can be contested. */
    gross: Money;
  };
  reasons: readonly { value: string }[];
  /** Made by the server with the form, so that sending it twice opens one dispute. */
  submissionId: string;
  attachmentAccept: string;
  errors?: FieldErrors;
  values?: Readonly<Record<string, string>>;
}

/** One form: why, how much, in whose words, with what proof. Plain HTML; every choice is visible at once. */
export function DisputeFields(props: DisputeFormProps) {
  const t = useMessages().disputes;
  const language = useLanguage();
  const { line, values = {}, errors } = props;
  const unit = useMessages().invoices.units[line.unitCode] ?? "";
  const gross = formatMoney(line.gross, language);
  const quantity = formatDecimal(line.quantity, language);
  return (
    <form method="post" encType="multipart/form-data" className="stack-loose" noValidate>
      <ErrorSummary errors={errors} />
      <input type="hidden" name="submission" value={props.submissionId} />
      <section className="sheet" aria-label={t.theLine}>
        <strong>{line.name}</strong>
        {line.description ? <p className="muted">{line.description}</p> : null}
        <p className="muted">
          {t.invoiced(
            unit ? `${quantity}\u00a0${unit}` : quantity,
            formatUnitPrice(line.unitPrice, line.gross.currency, language),
            gross,
          )}
        </p>
      </section>
      <Choices
        type="radio"
        name="reason"
        label={t.reasonLabel}
        error={errors?.reason}
        options={props.reasons.map(({ value }) => ({
          value,
          label: t.reasons[value as keyof typeof t.reasons],
          checked: values.reason === value,
        }))}
      />
      <Choices
        type="radio"
        name="contested"
        label={t.howMuchLabel}
        error={errors?.contested}
        options={[
          {
            value: "all",
            label: t.wholeLine(gross),
            checked: (values.contested ?? "all") === "all",
          },
          { value: "quantity", label: t.aQuantity, checked: values.contested === "quantity" },
          { value: "amount", label: t.anAmount, checked: values.contested === "amount" },
        ]}
      />
      <div className="filters">
        <TextField
          name="quantity"
          label={t.quantityLabel(unit)}
          hint={t.quantityHint(quantity)}
          error={errors?.quantity}
          defaultValue={values.quantity}
          inputMode="decimal"
          autoComplete="off"
        />
        <TextField
          name="amount"
          label={t.amountLabel}
          hint={t.amountHint(gross)}
          error={errors?.amount}
          defaultValue={values.amount}
          inputMode="decimal"
          autoComplete="off"
        />
      </div>
      <TextArea
        name="message"
        label={t.messageLabel}
        hint={t.messageHint}
        error={errors?.message}
        defaultValue={values.message}
        maxLength={5000}
        required
      />
      <AttachmentsField accept={props.attachmentAccept} error={errors?.attachments} />
      <p className="muted">{t.frozenNote}</p>
      <Button data-testid="send">{t.sendForm}</Button>
    </form>
  );
}
