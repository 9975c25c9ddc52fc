import { type Day, formatDay } from "#app/platform/calendar.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { DayText } from "../day.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { Notice } from "../notice.tsx";

/** How much is paid now, the largest thing on the page; what is not paid, and why. */
export function AmountToPay(props: {
  about: string;
  dueDate: Day | null;
  /** The day that was agreed on for `dueNow`. */
  agreedFor: Day | null;
  dueNow: Money;
  outstanding: Money;
  contested: Money;
  processing: Money;
  /** What is charged where the currency's banks round; null: exactly `dueNow`. */
  rounded: Money | null;
  /** Why the last payment did not go through, when that is where things stand. */
  lastFailure: string | null;
}) {
  const { payments: t, plans } = useMessages();
  const language = useLanguage();
  const say = (amount: Money) => formatMoney(amount, language);
  const { dueNow, outstanding, contested, processing } = props;
  if (outstanding.minor === 0) return <Notice tone="paid">{t.paidAlready}</Notice>;
  return (
    <section className="sheet stack" aria-labelledby="to-pay-now">
      <h2 id="to-pay-now">
        {t.toPayNow}
        <br />
        <Amount value={dueNow} className="big" />
      </h2>
      <p className="muted">
        {props.about}
        {dueNow.minor < outstanding.minor ? ` · ${t.outOf(say(outstanding))}` : ""}
      </p>
      {props.agreedFor ? (
        <p>{plans.nextIs(formatDay(props.agreedFor, language))}</p>
      ) : props.dueDate ? (
        <p>
          {t.dueOn} <DayText value={props.dueDate} long />
        </p>
      ) : null}
      {dueNow.minor === 0 ? (
        <Notice tone="held">{processing.minor > 0 ? t.onlyUnderWay : t.onlyFrozen}</Notice>
      ) : (
        <>
          {props.lastFailure ? (
            <Notice tone="late">
              {t.lastFailed} {props.lastFailure}
            </Notice>
          ) : null}
          {contested.minor > 0 ? <Notice tone="held">{t.frozen(say(contested))}</Notice> : null}
          {processing.minor > 0 ? <Notice tone="held">{t.underWay(say(processing))}</Notice> : null}
          {props.rounded ? <p>{t.rounding(say(props.rounded))}</p> : null}
        </>
      )}
    </section>
  );
}
