import { Form, Link } from "@remix-run/react";
import { Button } from "../button.tsx";
import { fieldId, TextField } from "../field.tsx";
import { useMessages } from "../language.tsx";
import { Notice } from "../notice.tsx";

/** What automatic payment is, and the one button that leads to where a card or an account is saved. */
export function AutopayStart(props: {
  noticeDays: number;
  /** Currencies it may be switched on for; more than one asks which. */
  offered: readonly string[];
  mayAct: boolean;
  /** Where paper is chosen, when that stands in the way. */
  preferencesTo: string | null;
  errors: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string>>;
}) {
  const t = useMessages().autopay;
  const { offered, errors, typed } = props;
  const [only] = offered;
  return (
    <section className="sheet stack" aria-label={t.title}>
      <p className="lead">{t.intro}</p>
      <ul>
        <li>{t.promises.notice(props.noticeDays)}</li>
        <li>{t.promises.contested}</li>
        <li>{t.promises.stop}</li>
        <li>{t.promises.late}</li>
        <li>{t.promises.safe}</li>
      </ul>
      {!props.mayAct ? <p className="muted">{t.viewerOnly}</p> : null}
      {props.mayAct && props.preferencesTo ? (
        <Notice tone="held">
          <p>{t.needsMail}</p>
          <p>
            <Link className="action-link" to={props.preferencesTo} reloadDocument>
              {t.needsMailLink}
            </Link>
          </p>
        </Notice>
      ) : null}
      {props.mayAct && !props.preferencesTo ? (
        <Form method="post" reloadDocument className="stack" noValidate>
          <input type="hidden" name="intent" value="start" />
          {offered.length === 1 ? <input type="hidden" name="currency" value={only} /> : null}
          {offered.length > 1 ? (
            <fieldset
              id={fieldId("currency")}
              tabIndex={-1}
              className={errors.currency ? "field has-error" : "field"}
            >
              <legend>{t.currency}</legend>
              {errors.currency ? <p className="field-error">{errors.currency}</p> : null}
              {offered.map((currency) => (
                <div key={currency} className="choice">
                  <input
                    type="radio"
                    id={`currency-${currency}`}
                    name="currency"
                    value={currency}
                    defaultChecked={typed.currency === currency}
                  />
                  <label htmlFor={`currency-${currency}`}>{t.inCurrency(currency)}</label>
                </div>
              ))}
            </fieldset>
          ) : null}
          <LimitField
            currency={only ?? "EUR"}
            name="limit"
            typed={typed.limit}
            error={errors.limit}
            isNamed={offered.length === 1}
          />
          <div id={fieldId("provider")} tabIndex={-1}>
            <Button data-testid="autopay-start">{t.start}</Button>
          </div>
          <p className="muted small">{t.startHint}</p>
        </Form>
      ) : null}
    </section>
  );
}

/** The most that may be taken in a month; empty for no limit. */
export function LimitField(props: {
  currency: string;
  name: string;
  typed?: string;
  error?: string;
  /** False while the currency is still to be chosen. */
  isNamed?: boolean;
}) {
  const t = useMessages().autopay;
  return (
    <TextField
      name={props.name}
      label={props.isNamed === false ? t.limitNow : t.limit(props.currency)}
      hint={t.limitHint}
      error={props.error}
      defaultValue={props.typed}
      inputMode="decimal"
      autoComplete="off"
      className="input-short"
      optional
    />
  );
}
