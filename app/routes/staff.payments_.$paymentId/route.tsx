import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { AllocationTable } from "#app/ui/payment/allocation-table.tsx";
import { Movements } from "#app/ui/payment/movements.tsx";
import { PaymentStateTag } from "#app/ui/payment/payment-state-tag.tsx";
import { actOnPayment } from "./act.server.ts";
import { AllocateForm } from "./allocate-form.tsx";
import { loadPayment } from "./load.server.ts";
import { PaymentFacts } from "./payment-facts.tsx";
import { RefundForm } from "./refund-form.tsx";
import { RefundReview } from "./refund-review.tsx";
import { RequestTable } from "./request-table.tsx";

/** One payment for the staff: what it paid, what else it may pay, what went back, and, for managers, giving money back. */
export const loader = (args: LoaderFunctionArgs) => loadPayment(args);

export const action = (args: ActionFunctionArgs) => actOnPayment(args);

export default function StaffPayment() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { payments: t, refunds } = useMessages();
  const errors: Readonly<Record<string, string>> = answer?.errors ?? page.errors;
  return (
    <div className="stack-loose">
      <ErrorSummary errors={errors} />
      <p>
        <Link to="/staff/payments" reloadDocument className="action-link">
          ← {t.staff.title}
        </Link>
      </p>
      <div className="row">
        <h1>{page.title}</h1>
        {page.state === "succeeded" ? null : <PaymentStateTag state={page.state} />}
      </div>
      {page.done && !answer ? (
        <Notice tone="paid" live>
          {page.refund.way === "transfer" ? refunds.noted : refunds.requested}
        </Notice>
      ) : null}
      {page.allocated && !answer ? (
        <Notice tone="paid" live>
          {t.staff.allocated}
        </Notice>
      ) : null}
      <PaymentFacts {...page.facts} />
      {page.rows.length > 0 ? (
        <section className="sheet">
          <AllocationTable rows={page.rows} />
        </section>
      ) : null}
      <Movements sentences={page.movements} />
      {page.requests.length > 0 ? <RequestTable requests={page.requests} /> : null}
      {page.review && !answer ? null : (
        <AllocateForm credit={page.facts.credit} payable={page.payable} error={errors.invoice} />
      )}
      {page.review && !answer ? (
        <RefundReview
          {...page.review}
          path={page.path}
          way={page.refund.way}
          customer={page.facts.customer.name}
          method={page.facts.method}
        />
      ) : (
        <RefundForm
          {...page.refund}
          path={page.path}
          isManager={page.isManager}
          typed={answer?.values ?? page.typed}
          errors={errors}
        />
      )}
    </div>
  );
}
