import { Form } from "@remix-run/react";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { Button } from "../button.tsx";
import { useLanguage, useMessages } from "../language.tsx";

/** What the customer paid too much, and the button that pays this invoice with it; nothing where there is none. */
export function SpendCredit(props: { backTo: string; credit: Money; due: Money }) {
  const t = useMessages().payments;
  const language = useLanguage();
  if (props.credit.minor === 0) return null;
  const usable = props.credit.minor < props.due.minor ? props.credit : props.due;
  return (
    <Form
      method="post"
      action={`${props.backTo}/spend-credit`}
      reloadDocument
      className="sheet stack"
    >
      <p>{t.creditIs(formatMoney(props.credit, language))}</p>
      <Button look="quiet" data-testid="spend-credit">
        {t.spendCredit(formatMoney(usable, language))}
      </Button>
    </Form>
  );
}
