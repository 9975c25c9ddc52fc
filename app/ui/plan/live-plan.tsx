import { Form } from "@remix-run/react";
import { formatMoney } from "#app/platform/money.ts";
import { Amount } from "../amount.tsx";
import { Button, ButtonLink } from "../button.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { PlanSchedule } from "./plan-schedule.tsx";
import { type PlanProps, PlanWords } from "./plan-words.tsx";

/** The arrangement that holds: what was agreed, what became of it, and how to give it up. */
export function LivePlan(
  props: PlanProps & {
    message: string;
    answer: string;
    mayWithdraw: boolean;
    path: string;
    payTo: string;
  },
) {
  const t = useMessages().plans;
  const language = useLanguage();
  const { tag, next, parts } = props;
  return (
    <>
      <section className="sheet stack" aria-labelledby="agreed">
        <h2 id="agreed">
          {t.kinds[props.kind]}
          <br />
          <Amount value={props.amount} className="big" />
        </h2>
        <PlanWords plan={props} />
        <PlanSchedule parts={parts} />
        {tag !== "proposed" && next ? (
          <ButtonLink to={props.payTo} data-testid="pay">
            {t.payNext(formatMoney(next.left, language))}
          </ButtonLink>
        ) : null}
        <Said title={t.yourWords} words={props.message} />
        <Said title={t.ourWords} words={props.answer} />
      </section>
      {props.mayWithdraw ? (
        <section className="sheet stack" aria-labelledby="withdraw">
          <h2 id="withdraw">{t.withdrawTitle}</h2>
          <p>{t.withdrawText}</p>
          <Form method="post" action={props.path} reloadDocument>
            <input type="hidden" name="intent" value="withdraw" />
            <Button look="quiet" data-testid="withdraw-plan">
              {t.withdraw}
            </Button>
          </Form>
        </section>
      ) : null}
    </>
  );
}

function Said(props: { title: string; words: string }) {
  if (!props.words) return null;
  return (
    <>
      <h3>{props.title}</h3>
      <p className="as-written">{props.words}</p>
    </>
  );
}
