import { Form, Link } from "@remix-run/react";
import type { Money } from "#app/platform/money.ts";
import { Amount } from "#app/ui/amount.tsx";
import { Button } from "#app/ui/button.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** What a refund would mean, and the button that makes it. */
export function RefundReview(props: {
  id: string;
  path: string;
  way: "provider" | "transfer";
  customer: string;
  method: string;
  amount: string;
  /** As the form sends it: "12.50". */
  decimal: string;
  reason: string;
  owedAgain: { number: string; to: string; amount: Money }[];
}) {
  const t = useMessages().refunds;
  return (
    <section className="sheet stack narrow" aria-labelledby="refund">
      <h2 id="refund">{t.reviewTitle(props.amount)}</h2>
      <p>{t.to(props.customer, props.method)}</p>
      {props.owedAgain.length === 0 ? (
        <p>{t.nothingOwedAgain}</p>
      ) : (
        <>
          <h3>{t.owedAgain}</h3>
          <ul>
            {props.owedAgain.map((each) => (
              <li key={each.number}>
                <Link to={each.to} reloadDocument>
                  {each.number}
                </Link>{" "}
                <Amount value={each.amount} />
              </li>
            ))}
          </ul>
          <p>{t.owedAgainHint}</p>
        </>
      )}
      <Form method="post" action={props.path} reloadDocument className="row">
        <input type="hidden" name="id" value={props.id} />
        <input type="hidden" name="amount" value={props.decimal} />
        <input type="hidden" name="reason" value={props.reason} />
        <Button look="warn" data-testid="refund">
          {props.way === "transfer" ? t.confirmTransfer(props.amount) : t.confirm(props.amount)}
        </Button>
        <Link className="action-link" to={props.path} reloadDocument>
          {t.back}
        </Link>
      </Form>
    </section>
  );
}
