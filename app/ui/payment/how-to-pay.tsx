import { useMessages } from "../language.tsx";

/** What happens after the button, before it is pressed: no surprise on the provider's page. */
export function HowToPay(props: {
  sepa: boolean;
  /** Whether the pages of the invoices say how to pay them by transfer. */
  transfer?: boolean;
}) {
  const { howTitle, how } = useMessages().payments;
  return (
    <section className="sheet stack" aria-labelledby="how-to-pay">
      <h2 id="how-to-pay">{howTitle}</h2>
      <ul>
        <li>{how.card}</li>
        {props.sepa ? <li>{how.sepa}</li> : null}
        {props.transfer ? <li>{how.transfer}</li> : null}
        <li>{how.safe}</li>
        <li>{how.receipt}</li>
      </ul>
    </section>
  );
}
