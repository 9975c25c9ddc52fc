import { checkBooks } from "#app/domains/payments/check-books.server.ts";
import type { Difference } from "#app/domains/payments/reconcile.server.ts";
import type { Context } from "#app/platform/context.server.ts";

const agreed = "no differences";

/** Holds the books against Stripe's and tells what differs, a sentence each, and in the last one how much was checked. */
export async function reportReconciliation(
  context: Context,
  tell: (sentence: string) => void,
): Promise<void> {
  const { checked, differences } = await checkBooks(context);
  for (const difference of differences) tell(sentenceOf(difference));
  const { payments, sessions, attempts, invoices } = checked;
  const found = differences.length === 1 ? "1 difference" : `${differences.length} differences`;
  tell(
    `${payments} payments, ${sessions} sessions, ${attempts} open attempts and ${invoices} invoices checked: ${differences.length === 0 ? agreed : found}`,
  );
}

/** Of our own sums both sides are here: Stripe has no part in them. */
function sentenceOf({ kind, subject, ours, theirs }: Difference): string {
  return kind.startsWith("unbalanced-")
    ? `${kind}: ${subject} – ${ours}, but ${theirs}`
    : `${kind}: ${subject} – here ${ours}, at Stripe ${theirs}`;
}

/** Whether a report ended well, by its last sentence: from another process sentences are all that arrives. */
export function endsInAgreement(sentence: string): boolean {
  return sentence.endsWith(`: ${agreed}`);
}
