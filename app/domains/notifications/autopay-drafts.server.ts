import { and, eq, inArray } from "drizzle-orm";
import { dayIn } from "#app/platform/calendar.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { money, toMinor } from "#app/platform/money.ts";
import { customers, people } from "#db/schema/accounts.ts";
import { autopayAgreements, paymentMethods } from "#db/schema/autopay.ts";
import type { SavedMethod } from "#emails/_components/saved-method.ts";
import { type Draft, draft, madeLink } from "./draft.ts";
import { type Happening, told } from "./happening.ts";
import { invoiceFacts, readInvoices } from "./invoice-drafts.server.ts";
import type { Recipients } from "./recipients.server.ts";

interface Place {
  readonly appUrl: string;
  /** The biller's. */
  readonly timeZone: string;
}

/**
 * `autopay.planned`: what will be taken, and when; each new amount or day is told anew. `autopay.skipped` for the limit's sake: what
 * somebody must pay by hand.
 */
export async function chargeDrafts(
  tx: Transaction,
  happenings: readonly Happening[],
  recipients: Recipients,
): Promise<Draft[]> {
  const rows = await readInvoices(
    tx,
    happenings.map(({ customerId, subjectId }) => ({ customerId, id: subjectId })),
  );
  return happenings.flatMap((happening) => {
    const { type, customerId, subjectId } = happening;
    const row = rows.get(subjectId);
    if (!row?.dueDate) return [];
    if (type === "autopay.planned") {
      const chargeOn = told(happening, "chargeOn");
      const amount = toMinor(told(happening, "amount") ?? "", row.currency);
      if (!chargeOn || !amount) return [];
      return recipients.of("autopay-notice", customerId).map((to) =>
        draft({
          kind: "autopay-notice",
          about: { customerId },
          subjectId,
          step: `charge-${chargeOn}-${amount}`,
          to,
          opensInvoice: subjectId,
          stated: { dueNow: amount, chargeOn },
          facts: (link) => ({
            number: row.number,
            title: row.title,
            dueDate: row.dueDate,
            amount: money(amount, row.currency),
            chargeOn,
            method: methodOf(happening),
            link: madeLink(link),
          }),
        }),
      );
    }
    if (told(happening, "reason") !== "limit") return [];
    const invoice = { ...invoiceFacts(row), dueDate: row.dueDate };
    return recipients.of("autopay-limit", customerId).map((to) =>
      draft({
        kind: "autopay-limit",
        about: { customerId },
        subjectId,
        step: "limit",
        to,
        opensInvoice: subjectId,
        stated: { dueNow: invoice.dueNow },
        facts: (link) => ({ invoice, link: madeLink(link) }),
      }),
    );
  });
}

function methodOf(happening: Happening): SavedMethod {
  return {
    kind: told(happening, "method") === "sepa_debit" ? "sepa_debit" : "card",
    last4: told(happening, "last4"),
  };
}

/** `autopay.started` and `autopay.stopped`: everybody who pays is told, because somebody else may have done it. */
export async function agreementDrafts(
  tx: Transaction,
  happenings: readonly Happening[],
  recipients: Recipients,
  { appUrl, timeZone }: Place,
): Promise<Draft[]> {
  const rows = await readAgreements(tx, happenings);
  return happenings.flatMap((happening) => {
    const { type, customerId } = happening;
    const id = told(happening, "agreementId") ?? "";
    const row = rows.find(({ agreement }) => agreement.id === id);
    if (!row) return [];
    const { agreement, method, customerNumber, person } = row;
    const link = `${appUrl}/c/${encodeURIComponent(customerNumber)}/autopay`;
    const common = { about: { customerId }, subjectId: id, opensInvoice: null };
    if (type === "autopay.started")
      return recipients.of("autopay-started", customerId).map((to) =>
        draft({
          ...common,
          kind: "autopay-started",
          step: "started",
          to,
          facts: () => ({
            person,
            startedOn: dayIn(timeZone, agreement.startedAt),
            method,
            monthlyLimit:
              agreement.monthlyLimit === null
                ? null
                : money(agreement.monthlyLimit, agreement.currency),
            noticeDays: Number(happening.data.noticeDays),
            link,
          }),
        }),
      );
    const { stoppedAt, stopReason } = agreement;
    if (!stoppedAt) return [];
    return recipients.of("autopay-stopped", customerId).map((to) =>
      draft({
        ...common,
        kind: "autopay-stopped",
        step: "stopped",
        to,
        facts: () => ({
          reason: stopReason === "method-gone" ? stopReason : "asked",
          stoppedOn: dayIn(timeZone, stoppedAt),
          method,
          link,
        }),
      }),
    );
  });
}

async function readAgreements(tx: Transaction, happenings: readonly Happening[]) {
  const ids = happenings.map((happening) => told(happening, "agreementId") ?? "");
  return tx
    .select({
      agreement: autopayAgreements,
      method: { kind: paymentMethods.kind, last4: paymentMethods.last4 },
      customerNumber: customers.number,
      person: people.name,
    })
    .from(autopayAgreements)
    .innerJoin(
      paymentMethods,
      and(
        eq(paymentMethods.customerId, autopayAgreements.customerId),
        eq(paymentMethods.id, autopayAgreements.methodId),
      ),
    )
    .innerJoin(customers, eq(customers.id, autopayAgreements.customerId))
    .innerJoin(people, eq(people.id, autopayAgreements.startedBy))
    .where(
      and(
        inArray(autopayAgreements.customerId, [
          ...new Set(happenings.map(({ customerId }) => customerId)),
        ]),
        inArray(autopayAgreements.id, ids),
      ),
    );
}
