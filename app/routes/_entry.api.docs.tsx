import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { apiCalls } from "#app/http/api/calls.ts";
import { apiExamples } from "#app/http/api/examples.ts";
import { problemSummaries } from "#app/http/api/problems.ts";
import { languageOf } from "#app/http/language.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { useMessages } from "#app/ui/language.tsx";

/** `/api/docs`: the API for people, with examples that run. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const language = await languageOf(request, context);
  const examples = apiExamples(`${context.context.config.appUrl}/api/v1`);
  const calls = apiCalls.map(({ operation, method, path }) => ({
    operation,
    method,
    path: `/api/v1${path}`,
    example: examples[operation],
    flags: operation === "postInvoice" || operation === "postInvoiceBatch",
    repeatable: operation !== "postInvoiceBatch" && method !== "GET",
  }));
  return {
    title: messagesFor(language).api.docs.title,
    calls,
    problems: problemSummaries(language),
  };
}

export default function ApiDocs() {
  const { title, calls, problems } = useLoaderData<typeof loader>();
  const t = useMessages().api.docs;
  return (
    <div className="sheet stack">
      <h1>{title}</h1>
      <p>{t.intro}</p>
      <p>{t.key}</p>
      <p>
        <a className="action-link" href="/api/v1/openapi.json">
          {t.openapi}
        </a>
      </p>
      {calls.map((call) => (
        <section key={call.operation} className="stack" aria-labelledby={call.operation}>
          <h2 id={call.operation}>{t.call(call.method, call.path)}</h2>
          <p>{t.calls[call.operation]}</p>
          <ul>
            {call.flags ? (
              <>
                <li>{t.dryRun}</li>
                <li>{t.notify}</li>
                <li>{t.createCustomer}</li>
              </>
            ) : null}
            {call.repeatable ? <li>{t.idempotency}</li> : null}
            <li>{t.language}</li>
          </ul>
          <h3 id={`${call.operation}-example`}>{t.example}</h3>
          {/* Wider than a phone: scrolls by itself, by keyboard too. */}
          <section aria-labelledby={`${call.operation} ${call.operation}-example`}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1) */}
            <pre className="code" tabIndex={0}>
              <code>{call.example}</code>
            </pre>
          </section>
        </section>
      ))}
      <h2 id="problems">{t.problems}</h2>
      <p>{t.problemsIntro}</p>
      <table className="cards">
        <thead>
          <tr>
            <th scope="col">{t.kind}</th>
            <th scope="col">{t.status}</th>
            <th scope="col">{t.meaning}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ kind, status, title: meaning }) => (
            <tr key={kind} id={kind}>
              <th scope="row">{kind}</th>
              <td className="num" data-label={t.status}>
                {status}
              </td>
              <td data-label={t.meaning}>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
