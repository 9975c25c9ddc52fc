import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { isOpenState } from "#app/domains/disputes/reasons.ts";
import { listDisputes } from "#app/domains/disputes/view-dispute.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { invoicePaths } from "#app/http/paths.ts";
import { requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { money } from "#app/platform/money.ts";
import { Amount } from "#app/ui/amount.tsx";
import { DayText } from "#app/ui/day.tsx";
import { DisputeStateTag } from "#app/ui/dispute/thread.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** What the customer contests or has contested, latest first. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireCustomerViewer(args);
  const [language, disputes] = await Promise.all([
    languageOf(args.request, args.context),
    listDisputes(args.context.context, viewer),
  ]);
  const paths = invoicePaths(viewer, args.params);
  return {
    title: messagesFor(language).disputes.listTitle,
    disputes: disputes.map((dispute) => ({
      id: dispute.id,
      reference: dispute.reference,
      to: paths.thread(dispute.id),
      invoiceNumber: dispute.invoiceNumber,
      lines: dispute.lines.map(({ name }) => name),
      amount: money(dispute.claimed, dispute.currency),
      state: dispute.state,
      promisedOn: isOpenState(dispute.state) ? dispute.promisedOn : null,
    })),
  };
}

export default function Disputes() {
  const { title, disputes } = useLoaderData<typeof loader>();
  const t = useMessages().disputes;
  return (
    <>
      <h1>{title}</h1>
      {disputes.length === 0 ? (
        <div className="sheet stack">
          <p>{t.empty}</p>
          <p className="muted">{t.emptyHint}</p>
        </div>
      ) : (
        <div className="sheet">
          <table className="cards">
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t.reference}</th>
                <th scope="col">{t.invoice}</th>
                <th scope="col">{t.state}</th>
                <th scope="col">{t.answerBefore}</th>
                <th scope="col" className="r">
                  {t.amount}
                </th>
              </tr>
            </thead>
            <tbody>
              {disputes.map((dispute) => (
                <tr key={dispute.id}>
                  <th scope="row">
                    <Link to={dispute.to} reloadDocument>
                      {dispute.reference}
                    </Link>
                    <br />
                    <span className="muted">{dispute.lines.join(", ")}</span>
                  </th>
                  <td data-label={t.invoice}>{dispute.invoiceNumber}</td>
                  <td data-label={t.state}>
                    <DisputeStateTag state={dispute.state} />
                  </td>
                  <td data-label={t.answerBefore}>
                    {dispute.promisedOn ? <DayText value={dispute.promisedOn} /> : "–"}
                  </td>
                  <td className="r" data-label={t.amount}>
                    <Amount value={dispute.amount} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
