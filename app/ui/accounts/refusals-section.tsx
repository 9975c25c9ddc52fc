import { Link } from "@remix-run/react";
import { formatDecimal } from "#app/platform/money.ts";
import { ButtonLink } from "../button.tsx";
import { useLanguage, useMessages } from "../language.tsx";

/** The way to what the API refused: a part of the page of integrations. */
export function RefusalsSection(props: { strangersLately: number; strangersTo: string }) {
  const t = useMessages().refusals;
  const language = useLanguage();
  const { strangersLately } = props;
  return (
    <section className="sheet stack" aria-labelledby="refusals">
      <h2 id="refusals">{t.section}</h2>
      <p>{t.sectionIntro}</p>
      {strangersLately > 0 ? (
        <p>
          <Link className="action-link" to={props.strangersTo} reloadDocument>
            {t.strangersLastDay(formatDecimal(String(strangersLately), language))}
          </Link>
        </p>
      ) : null}
      <p>
        <ButtonLink to="/staff/integrations/refusals" look="quiet">
          {t.all}
        </ButtonLink>
      </p>
    </section>
  );
}
