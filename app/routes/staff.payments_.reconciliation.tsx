import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { askForBooksCheck, lastBooksReport } from "#app/domains/payments/check-books.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { requireStaff } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost } from "#app/http/respond.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { Button } from "#app/ui/button.tsx";
import { InstantText } from "#app/ui/day.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";

const here = "/staff/payments/reconciliation";

/** Whether our books are Stripe's: what the last comparison found. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args);
  const t = messagesFor(await languageOf(args.request, args.context)).books;
  const report = await lastBooksReport(args.context.context, viewer);
  return {
    title: t.title,
    asked: new URL(args.request.url).searchParams.has("asked"),
    report: report && { ...report, left: report.found - report.differences.length },
  };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireStaff(args);
  await askForBooksCheck(args.context.context, viewer);
  return redirectAfterPost(`${here}?asked`);
}

export default function BooksPage() {
  const { title, asked, report } = useLoaderData<typeof loader>();
  const { books: t, payments } = useMessages();
  return (
    <div className="stack-loose">
      <p>
        <Link to="/staff/payments" reloadDocument className="action-link">
          ← {payments.staff.title}
        </Link>
      </p>
      <h1>{title}</h1>
      <p>{t.intro}</p>
      {asked ? (
        <Notice tone="held" live>
          {t.asked}
        </Notice>
      ) : null}
      {report ? (
        <section className="sheet stack" aria-labelledby="last">
          <h2 id="last">
            {t.last} <InstantText value={report.at} />
          </h2>
          <Notice tone={report.found === 0 ? "paid" : "late"}>{t.found(report.found)}</Notice>
          <dl className="facts">
            <dt>{t.checked.payments}</dt>
            <dd>{report.checked.payments}</dd>
            <dt>{t.checked.sessions}</dt>
            <dd>{report.checked.sessions}</dd>
            <dt>{t.checked.attempts}</dt>
            <dd>{report.checked.attempts}</dd>
            <dt>{t.checked.invoices}</dt>
            <dd>{report.checked.invoices}</dd>
          </dl>
          {report.differences.length > 0 ? (
            <table className="cards">
              <caption>{t.differences}</caption>
              <thead>
                <tr>
                  <th scope="col">{t.subject}</th>
                  <th scope="col">{t.what}</th>
                  <th scope="col">{t.ours}</th>
                  <th scope="col">{t.theirs}</th>
                </tr>
              </thead>
              <tbody>
                {report.differences.map((one) => (
                  <tr key={`${one.kind} ${one.subject}`}>
                    <th scope="row">{one.subject}</th>
                    <td data-label={t.what}>{t.kinds[one.kind]}</td>
                    <td data-label={t.ours}>{one.ours}</td>
                    <td data-label={t.theirs}>{one.theirs}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
          {report.left > 0 ? <p>{t.more(report.left)}</p> : null}
        </section>
      ) : (
        <p className="sheet">{t.never}</p>
      )}
      <Form method="post" reloadDocument>
        <Button look="quiet" data-testid="send">
          {t.now}
        </Button>
      </Form>
    </div>
  );
}
