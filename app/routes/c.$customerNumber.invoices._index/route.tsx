import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { readFilters, withoutCursor } from "#app/domains/invoices/read-filters.ts";
import { searchInvoices } from "#app/domains/invoices/search-invoices.server.ts";
import { tagsByInvoice } from "#app/domains/payments/plans/plan-view.ts";
import { livePlans } from "#app/domains/payments/plans/view-plans.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath, invoicePaths } from "#app/http/paths.ts";
import { requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { InvoiceTable } from "#app/ui/invoice/invoice-table.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { Filters } from "./filters.tsx";

/** All invoices and credit notes: search, filters and sort live in the URL, so that a list can be kept or sent. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireCustomerViewer(args);
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).invoices;
  const { searchParams } = new URL(args.request.url);
  const { search, typed, errors } = readFilters(searchParams, t);
  const [page, plans] = await Promise.all([
    searchInvoices(args.context.context, viewer, search),
    livePlans(args.context.context, viewer),
  ]);
  const paths = invoicePaths(viewer, args.params);
  const base = customerPath(viewer.customerNumber, "/invoices");
  const first = withoutCursor(searchParams);
  const filters = first.size > 0 ? `?${first}` : "";
  const next = new URLSearchParams(first);
  if (page.next) next.set("after", page.next);
  const found = {
    title: t.listTitle,
    base,
    typed,
    errors,
    isFiltered: first.size > 0 && [...first.keys()].some((name) => name !== "lang"),
    invoices: page.items.map((invoice) => ({ ...invoice, to: paths.invoice(invoice.id) })),
    plans: tagsByInvoice(plans),
    total: page.total,
    guessedFrom: page.isGuess ? search.q : undefined,
    csv: `${base}.csv${filters}`,
    archive: customerPath(viewer.customerNumber, `/archive.zip${filters}`),
    next: page.next ? `${base}?${next}` : null,
    first: search.after ? `${base}?${first}` : null,
  };
  // A filter that cannot be read is an error like that of any form: said in the title, too.
  return data(found, { status: Object.keys(errors).length > 0 ? 422 : 200 });
}

export default function InvoiceList() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().invoices;
  return (
    <>
      <h1>{page.title}</h1>
      <ErrorSummary errors={page.errors} />
      <Filters action={page.base} typed={page.typed} errors={page.errors} />
      <div className="row spread">
        <p role="status">{t.results(page.total)}</p>
        {page.isFiltered ? (
          <Link className="action-link" to={page.base} reloadDocument>
            {t.clearFilters}
          </Link>
        ) : null}
      </div>
      {page.guessedFrom ? <p className="notice">{t.guessed(page.guessedFrom)}</p> : null}
      <div className="sheet">
        {page.invoices.length > 0 ? (
          <InvoiceTable
            caption={page.title}
            captionHidden
            invoices={page.invoices}
            plans={page.plans}
            amount="gross"
          />
        ) : (
          <div className="stack">
            <p>{page.isFiltered ? t.nothingFound : t.empty}</p>
            <p className="muted">{page.isFiltered ? t.nothingFoundHint : t.emptyHint}</p>
          </div>
        )}
        <Pages next={page.next} first={page.first} label={t.pagesLabel} />
      </div>
      {page.total > 0 ? (
        <div className="stack no-print">
          <p>
            <a className="action-link" href={page.csv} download>
              {t.csv.download(page.total)}
            </a>
          </p>
          <p>
            <a
              className="action-link"
              href={page.archive}
              download
              aria-describedby="archive-contents"
              data-testid="download-archive"
            >
              {t.archive.download(page.total)}
            </a>
          </p>
          <p className="muted" id="archive-contents">
            {t.archive.contents} {page.total > 100 ? t.archive.takesTime : null}
          </p>
        </div>
      ) : null}
    </>
  );
}
