import { formatMoney, type Money } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { ButtonLink } from "../button.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import {
  TransferAfterSignIn,
  TransferFacts,
  type TransferProps,
} from "../payment/bank-transfer.tsx";
import { PlannedNotice, type PlannedNoticeProps } from "../payment/planned-notice.tsx";
import { PlanLink } from "../plan/plan-link.tsx";
import { PlanSchedule } from "../plan/plan-schedule.tsx";
import { type PlanProps, PlanWords } from "../plan/plan-words.tsx";

export interface PayBoxProps {
  kind: "invoice" | "creditNote";
  status: "open" | "overdue" | "partly-paid" | "processing" | "paid" | "credited" | "settled";
  payable: Money;
  settled: Money;
  credited: Money;
  outstanding: Money;
  contested: Money;
  processing: Money;
  dueNow: Money;
  /** Days until the due date on the biller's calendar; negative when late; null without one. */
  daysLeft: number | null;
  /** Null when this viewer may not pay. */
  payTo: string | null;
  /** The arrangement that holds. */
  plan: PlanProps | null;
  /** Where it is made, and given up; null when this viewer may not. */
  planTo: string | null;
  /** After sign-in only; null for the link of a mail. */
  transfer: TransferProps | null;
  /** What automatic payment will take, and when; null when nothing. */
  autopay: PlannedNoticeProps | null;
  /** Where a link holder signs in to see bank details. */
  signInTo: string | null;
}

/** The largest thing beside the invoice: what is left to pay, why, and the one button. */
export function PayBox(props: PayBoxProps) {
  const t = useMessages().invoices;
  const language = useLanguage();
  if (props.kind === "creditNote") return <CreditBox {...props} />;
  const say = (amount: Money) => formatMoney(amount, language);
  const partly = props.settled.minor > 0 && props.outstanding.minor > 0;
  return (
    <section className="sheet stack" aria-labelledby="amount-due">
      <h2 id="amount-due">
        {t.amountDue}
        <br />
        <Amount value={props.dueNow} className="big" />
      </h2>
      {props.dueNow.minor > 0 && props.daysLeft !== null && !props.plan ? (
        <p>{props.daysLeft < 0 ? t.overdueHere(-props.daysLeft) : t.dueIn(props.daysLeft)}</p>
      ) : null}
      {props.plan ? <PlanWords plan={props.plan} /> : null}
      {props.plan?.kind === "instalments" ? <PlanSchedule parts={props.plan.parts} /> : null}
      {props.status === "paid" ? <p>{t.paidHere}</p> : null}
      {props.status === "credited" ? <p>{t.creditedHere}</p> : null}
      {partly ? <Movements {...props} /> : null}
      {props.contested.minor > 0 ? (
        <p className="muted">
          {t.frozenHere(say(props.contested))}
          {props.dueNow.minor === 0 && props.processing.minor === 0 ? ` ${t.onlyFrozenHere}` : ""}
        </p>
      ) : null}
      {props.processing.minor > 0 ? <p>{t.processingHere(say(props.processing))}</p> : null}
      {props.autopay ? <PlannedNotice {...props.autopay} /> : null}
      {props.dueNow.minor > 0 && props.payTo ? (
        <ButtonLink to={props.payTo} wide data-testid="pay">
          {t.payAmount(say(toPayNext(props)))}
        </ButtonLink>
      ) : null}
      {props.planTo && (props.plan || (props.dueNow.minor > 0 && props.payTo)) ? (
        <PlanLink to={props.planTo} isArranged={props.plan !== null} />
      ) : null}
      {props.dueNow.minor > 0 ? <Transfer {...props} /> : null}
    </section>
  );
}

/** What is agreed on for now, or all that is due. */
function toPayNext({ plan, dueNow }: PayBoxProps): Money {
  return plan?.tag !== "proposed" && plan?.next ? plan.next.left : dueNow;
}

function Movements(props: PayBoxProps) {
  const t = useMessages().invoices;
  const paid = { ...props.settled, minor: props.settled.minor - props.credited.minor };
  return (
    <dl className="facts">
      <dt>{t.payable}</dt>
      <dd>
        <Amount value={props.payable} />
      </dd>
      {paid.minor > 0 ? (
        <>
          <dt>{t.paidSoFar}</dt>
          <dd>
            <Amount value={paid} />
          </dd>
        </>
      ) : null}
      {props.credited.minor > 0 ? (
        <>
          <dt>{t.creditedSoFar}</dt>
          <dd>
            <Amount value={props.credited} />
          </dd>
        </>
      ) : null}
    </dl>
  );
}

function CreditBox(props: PayBoxProps) {
  const t = useMessages().invoices;
  return (
    <section className="sheet stack" aria-labelledby="amount-due">
      <h2 id="amount-due">
        {t.refundable}
        <br />
        <Amount value={props.payable} className="big" />
      </h2>
      <dl className="facts">
        <dt>{t.usedSoFar}</dt>
        <dd>
          <Amount value={props.settled} />
        </dd>
        <dt>{t.left}</dt>
        <dd>
          <Amount value={props.outstanding} />
        </dd>
      </dl>
    </section>
  );
}

function Transfer(props: { transfer: TransferProps | null; signInTo: string | null }) {
  const t = useMessages().payments.transfer;
  if (props.transfer)
    return (
      <details>
        <summary>{t.title}</summary>
        <div className="stack">
          <p>{t.text}</p>
          <TransferFacts transfer={props.transfer} />
          <p className="muted small">{t.safety}</p>
        </div>
      </details>
    );
  return props.signInTo ? <TransferAfterSignIn signInTo={props.signInTo} /> : null;
}
