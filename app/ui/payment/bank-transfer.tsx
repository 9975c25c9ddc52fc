import { Link } from "@remix-run/react";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { useLanguage, useMessages } from "../language.tsx";

export interface TransferProps {
  holder: string;
  /** In groups of four. */
  iban: string;
  bic: string | null;
  amount: Money;
  reference: string;
  /** Null where no bank reads one. */
  qr: { size: number; path: string } | null;
}

/** How to pay from one's own bank: to copy, to read out, or to scan. */
export function BankTransfer(props: { transfer: TransferProps }) {
  const t = useMessages().payments.transfer;
  const { qr } = props.transfer;
  return (
    <section className="sheet stack" aria-labelledby="transfer" data-testid="transfer">
      <h2 id="transfer">{t.title}</h2>
      <p>{t.text}</p>
      <TransferFacts transfer={props.transfer} />
      {qr ? <TransferCode {...qr} /> : null}
      <ul className="small">
        <li>{t.delay}</li>
        <li>{t.safety}</li>
      </ul>
    </section>
  );
}

/** Each fact is selected whole by one press, so that nothing is lost in copying. */
export function TransferFacts(props: { transfer: TransferProps }) {
  const t = useMessages().payments.transfer;
  const language = useLanguage();
  const { holder, iban, bic, amount, reference } = props.transfer;
  return (
    <dl className="facts to-copy">
      <dt>{t.holder}</dt>
      <dd>{holder}</dd>
      <dt>{t.iban}</dt>
      <dd className="num">{iban}</dd>
      {bic ? (
        <>
          <dt>{t.bic}</dt>
          <dd className="num">{bic}</dd>
        </>
      ) : null}
      <dt>{t.amount}</dt>
      <dd className="num">{formatMoney(amount, language)}</dd>
      <dt>{t.reference}</dt>
      <dd className="num">{reference}</dd>
    </dl>
  );
}

function TransferCode(props: { size: number; path: string }) {
  const t = useMessages().payments.transfer;
  return (
    <figure className="qr">
      <svg role="img" aria-label={t.codeAlternative} viewBox={`0 0 ${props.size} ${props.size}`}>
        <rect width={props.size} height={props.size} fill="#fff" />
        <path d={props.path} fill="#000" />
      </svg>
      <figcaption>{t.codeCaption}</figcaption>
    </figure>
  );
}

/** Instead of the details, for whoever came by a mail's link: a stolen mail must not teach anybody a bank account. */
export function TransferAfterSignIn(props: { signInTo: string }) {
  const { payments, invoices } = useMessages();
  return (
    <p className="small">
      {payments.transfer.signIn}{" "}
      <Link to={props.signInTo} reloadDocument className="action-link">
        {invoices.linkSignIn}
      </Link>
    </p>
  );
}
