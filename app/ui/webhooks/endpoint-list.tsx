import { Link } from "@remix-run/react";
import { ButtonLink } from "../button.tsx";
import { InstantText } from "../day.tsx";
import { useMessages } from "../language.tsx";
import { type EndpointFacts, EndpointState } from "./endpoint-state.tsx";

/** Where events are pushed to, and how it goes: a part of the page of integrations. */
export function EndpointList(props: { endpoints: readonly EndpointFacts[] }) {
  const t = useMessages().webhooks;
  return (
    <section className="sheet stack" aria-labelledby="webhooks">
      <h2 id="webhooks">{t.title}</h2>
      <p>
        {t.intro}{" "}
        <a className="action-link" href="/api/docs#postWebhookEndpoint">
          {t.docs}
        </a>
      </p>
      {props.endpoints.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <table className="cards">
          <caption className="visually-hidden">{t.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.address}</th>
              <th scope="col">{t.lastDelivered}</th>
              <th scope="col">{t.state}</th>
            </tr>
          </thead>
          <tbody>
            {props.endpoints.map((endpoint) => (
              <tr key={endpoint.id}>
                <th scope="row">
                  <Link
                    className="action-link"
                    to={`/staff/integrations/webhooks/${endpoint.id}`}
                    reloadDocument
                  >
                    {endpoint.url}
                  </Link>
                  <br />
                  <span className="muted small">{endpoint.description}</span>
                </th>
                <td data-label={t.lastDelivered}>
                  {endpoint.lastDeliveredAt ? (
                    <InstantText value={endpoint.lastDeliveredAt} />
                  ) : (
                    t.never
                  )}
                </td>
                <td data-label={t.state}>
                  <EndpointState endpoint={endpoint} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        <ButtonLink to="/staff/integrations/webhooks/new" look="quiet">
          {t.add}
        </ButtonLink>
      </p>
    </section>
  );
}
