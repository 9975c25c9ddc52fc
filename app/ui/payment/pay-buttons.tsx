import { Form } from "@remix-run/react";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Button } from "../button.tsx";
import { useLanguage, useMessages } from "../language.tsx";

/** Pays what is due; where a part is agreed on for the next day, that part first and all second. */
export function PayButtons(props: {
  /** `now` as the field of a part takes it; null: all. */
  part: string | null;
  now: Money;
  all: Money;
}) {
  const { payments: t, plans } = useMessages();
  const language = useLanguage();
  return (
    <div className="stack">
      <Form method="post" reloadDocument>
        {props.part ? <input type="hidden" name="amount" value={props.part} /> : null}
        <Button wide data-testid="pay">
          {t.pay(formatMoney(props.now, language))}
        </Button>
      </Form>
      {props.part ? (
        <Form method="post" reloadDocument>
          <Button look="quiet" wide data-testid="pay-all">
            {plans.payAll(formatMoney(props.all, language))}
          </Button>
        </Form>
      ) : null}
    </div>
  );
}
