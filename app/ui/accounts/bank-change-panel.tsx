import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { groupedByFour } from "#app/platform/iban.ts";
import { Button } from "../button.tsx";
import { InstantText } from "../day.tsx";
import { useMessages } from "../language.tsx";

interface Details {
  iban: string | null;
  bic: string | null;
}

/** Other bank details that wait for a second manager: what they are now, what they would be, and what this manager may do. */
export function BankChangePanel(props: {
  id: string;
  from: Details;
  to: Details;
  proposedBy: string;
  proposedAt: Date | string;
  own: boolean;
  othersCanDecide: boolean;
}) {
  const t = useMessages().team.brand.bankChange;
  return (
    <section className="sheet stack" aria-labelledby="bank-change">
      <h2 id="bank-change">{t.title}</h2>
      <p>
        {t.proposedBy(props.proposedBy)} <InstantText value={props.proposedAt} />
      </p>
      <h3>{t.now}</h3>
      <DetailList details={props.from} />
      <h3>{t.proposed}</h3>
      <DetailList details={props.to} />
      <p>{props.own ? t.own : t.check}</p>
      {props.own && !props.othersCanDecide ? (
        <p>
          {t.alone}{" "}
          <Link className="action-link" to="/staff/team" reloadDocument>
            {t.toTeam}
          </Link>
        </p>
      ) : null}
      <div className="row">
        {props.own ? null : (
          <Decision id={props.id} intent="confirm-bank">
            <Button data-testid="confirm-bank">{t.confirm}</Button>
          </Decision>
        )}
        <Decision id={props.id} intent="refuse-bank">
          <Button look="quiet" data-testid="refuse-bank">
            {props.own ? t.withdraw : t.refuse}
          </Button>
        </Decision>
      </div>
    </section>
  );
}

function Decision(props: {
  id: string;
  intent: "confirm-bank" | "refuse-bank";
  children: ReactNode;
}) {
  return (
    <Form method="post" action="/staff/brand" reloadDocument>
      <input type="hidden" name="change" value={props.id} />
      <input type="hidden" name="intent" value={props.intent} />
      {props.children}
    </Form>
  );
}

function DetailList(props: { details: Details }) {
  const t = useMessages().team.brand;
  const { iban, bic } = props.details;
  return (
    <dl className="facts">
      <dt>{t.iban}</dt>
      <dd className="num">{iban ? groupedByFour(iban) : t.bankChange.none}</dd>
      <dt>{t.bic}</dt>
      <dd className="num">{bic ?? t.bankChange.none}</dd>
    </dl>
  );
}
