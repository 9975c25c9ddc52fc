import { Form } from "@remix-run/react";
import { Button } from "#app/ui/button.tsx";
import { Choices, TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** How much to give back, and why. Only chooses: the review that follows says what it means. */
export function RefundForm(props: {
  path: string;
  way: "provider" | "transfer";
  currency: string;
  most: string;
  /** What paid no invoice, where that is less than all. */
  credit: string | null;
  isPossible: boolean;
  isManager: boolean;
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
}) {
  const t = useMessages().refunds;
  const { typed, errors } = props;
  return (
    <section className="sheet stack narrow" aria-labelledby="refund">
      <h2 id="refund">{t.title}</h2>
      {props.isPossible ? null : (
        <p>{props.way === "transfer" ? t.nothingByTransfer : t.nothing}</p>
      )}
      {props.isPossible && !props.isManager ? <p>{t.managersOnly}</p> : null}
      {props.isPossible && props.isManager ? (
        <Form method="get" action={props.path} reloadDocument className="stack">
          <p>{props.way === "transfer" ? t.byTransfer : t.byProvider}</p>
          <Choices
            type="radio"
            name="choice"
            label={t.choice}
            hint={t.most(props.most)}
            error={errors.choice}
            options={[
              ...(props.credit
                ? [
                    {
                      value: "credit",
                      label: t.credit(props.credit),
                      checked: typed.choice === "credit",
                    },
                  ]
                : []),
              { value: "all", label: t.all(props.most), checked: typed.choice === "all" },
              { value: "part", label: t.part, checked: typed.choice === "part" },
            ]}
          />
          <TextField
            name="amount"
            label={t.amount(props.currency)}
            hint={t.amountHint}
            error={errors.amount}
            defaultValue={typed.amount}
            optional
            inputMode="decimal"
            autoComplete="off"
          />
          <Choices
            type="radio"
            name="reason"
            label={t.reason}
            error={errors.reason}
            options={Object.entries(t.reasons).map(([value, label]) => ({
              value,
              label,
              checked: typed.reason === value,
            }))}
          />
          <Button name="review" value="1" data-testid="review-refund">
            {t.review}
          </Button>
        </Form>
      ) : null}
    </section>
  );
}
