import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { mayAct } from "#app/domains/accounts/viewer.ts";
import { agreementWords, readLimit } from "#app/domains/payments/autopay/agreement-words.ts";
import { changeLimit, skipCharge } from "#app/domains/payments/autopay/change-autopay.server.ts";
import { noticeDays } from "#app/domains/payments/autopay/charge-day.ts";
import { startSetup } from "#app/domains/payments/autopay/start-setup.server.ts";
import { stopAutopay } from "#app/domains/payments/autopay/stop-autopay.server.ts";
import { viewAutopay, viewSetup } from "#app/domains/payments/autopay/view-autopay.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath, invoicePaths } from "#app/http/paths.ts";
import { forbidden, notFound, requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm, textFields } from "#app/http/respond.ts";
import { formatDay } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { AutopayAgreement } from "#app/ui/payment/autopay-agreement.tsx";
import { AutopayStart } from "#app/ui/payment/autopay-start.tsx";

const news = { open: "nothing", ended: "nothing", done: "started", unknown: "waiting" } as const;
const told = ["started", "stopped", "limited", "skipped", "waiting", "nothing", "tooLate"] as const;

/** Invoices that pay themselves: what is on, what comes next, how it begins and how it ends. */
export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireCustomerViewer(args);
  const url = new URL(args.request.url);
  const sessionId = url.searchParams.get("session_id");
  if (sessionId) {
    const became = await viewSetup(context, viewer, sessionId);
    if (isRefused(became)) throw notFound();
    // A reload must not ask Stripe for ever, and an address with the id of a session is nothing to keep.
    throw redirect(`${url.pathname}?done=${news[became]}`);
  }
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language);
  const view = await viewAutopay(context, viewer);
  const paths = invoicePaths(viewer, args.params);
  return {
    title: t.autopay.title,
    done: told.find((each) => each === url.searchParams.get("done")) ?? null,
    agreements: view.agreements.map((agreement) =>
      agreementWords(agreement, { today: view.today, language, toInvoice: paths.invoice }),
    ),
    offered: view.offered,
    gone: view.goneOn && t.autopay.gone(formatDay(view.goneOn, language)),
    mayAct: mayAct(viewer),
    noticeDays,
    preferencesTo: view.isReachable ? null : customerPath(viewer.customerNumber, "/preferences"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireCustomerViewer(args);
  if (!mayAct(viewer)) throw forbidden();
  const fields = await textFields(args.request);
  const here = customerPath(viewer.customerNumber, "/autopay");
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).autopay;
  const { intent, agreement = "", charge = "", currency = "" } = fields;
  const done = (name: (typeof told)[number]) => redirectAfterPost(`${here}?done=${name}`);

  if (intent === "stop") {
    const { customerId } = viewer;
    const stopped = await stopAutopay(context, viewer, { customerId, agreementId: agreement });
    if (isRefused(stopped)) throw notFound();
    return done("stopped");
  }
  if (intent === "skip") {
    const skipped = await skipCharge(context, viewer, charge);
    if (!isRefused(skipped)) return done("skipped");
    if (skipped.refused === "started") return done("tooLate");
    throw notFound();
  }
  if (intent !== "start" && intent !== "limit") throw notFound();

  const { offered, agreements } = await viewAutopay(context, viewer);
  const known = [...offered, ...agreements.map((one) => one.currency)];
  if (!known.includes(currency)) return rejectForm({ currency: t.errors.currency }, fields);
  const name = intent === "limit" ? `limit-${currency}` : "limit";
  const limit = readLimit(fields[name] ?? "", currency);
  if (limit === "unreadable") return rejectForm({ [name]: t.errors.limit }, fields);
  if (intent === "limit") {
    const changed = await changeLimit(context, viewer, {
      agreementId: agreement,
      monthlyLimit: limit,
    });
    if (isRefused(changed)) throw notFound();
    return done("limited");
  }
  const opened = await startSetup(context, viewer, {
    currency,
    monthlyLimit: limit,
    language,
    returnTo: here,
  });
  if (!isRefused(opened)) return redirectAfterPost(opened.url);
  if (opened.refused === "not-allowed") throw forbidden();
  if (opened.refused === "no-mail") return redirectAfterPost(here);
  return rejectForm({ provider: t.errors.provider }, fields, { status: 503 });
}

export default function Autopay() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().autopay;
  const errors: Record<string, string> = answer?.errors ?? {};
  return (
    <div className="narrow stack-loose">
      <ErrorSummary errors={answer?.errors} />
      <h1>{page.title}</h1>
      {page.done ? (
        <Notice tone={page.done === "started" ? "paid" : "held"} live>
          {t.done[page.done]}
        </Notice>
      ) : null}
      {page.gone ? <Notice tone="late">{page.gone}</Notice> : null}
      {page.agreements.map((agreement) => (
        <AutopayAgreement
          key={agreement.id}
          {...agreement}
          mayAct={page.mayAct}
          errors={errors}
          typed={answer?.values[`limit-${agreement.currency}`]}
        />
      ))}
      {page.offered.length > 0 ? (
        <AutopayStart {...page} errors={errors} typed={answer?.values ?? {}} />
      ) : null}
    </div>
  );
}
