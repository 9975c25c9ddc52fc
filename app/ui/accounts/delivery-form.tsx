import { Form } from "@remix-run/react";
import { Button } from "../button.tsx";
import { Choices } from "../field.tsx";
import { useMessages } from "../language.tsx";

const deliveries = ["email", "paper", "both"] as const;

/** Paper is one step away, for whoever manages the account; the others see what was chosen, and who can change it. */
export function DeliveryForm(props: { delivery: (typeof deliveries)[number]; mayChoose: boolean }) {
  const words = useMessages();
  const t = words.accounts.preferences;
  return (
    <section className="sheet stack" aria-labelledby="delivery">
      <h2 id="delivery">{t.deliveryTitle}</h2>
      {props.mayChoose ? (
        <Form method="post" className="stack">
          <input type="hidden" name="about" value="delivery" />
          <Choices
            type="radio"
            name="delivery"
            label={<span className="visually-hidden">{t.deliveryTitle}</span>}
            hint={t.deliveryHint}
            options={deliveries.map((value) => ({
              value,
              label: t.deliveries[value],
              checked: value === props.delivery,
            }))}
          />
          <Button>{words.layout.save}</Button>
        </Form>
      ) : (
        <>
          <p>{t.deliveryNow(t.deliveries[props.delivery])}</p>
          <p className="muted">{t.deliveryOwner}</p>
        </>
      )}
    </section>
  );
}
