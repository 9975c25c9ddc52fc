import { recordView } from "#app/domains/invoices/record-view.server.ts";
import { startCheckout } from "#app/domains/payments/start-checkout.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { PersonPart } from "./cast.ts";
import type { Stage } from "./stage.server.ts";

/**
 * A person looks at invoices, opens the hosted page for them and pays there (or is refused), as the stand-in for Stripe has it.
 * Answers when the portal has been told.
 */
export async function payAtCheckout(
  stage: Stage,
  {
    payer,
    keys,
    method,
    part,
    card,
    iban,
  }: {
    payer: PersonPart;
    keys: readonly string[];
    method: "card" | "sepa_debit";
    /** Of the only invoice, minor units; all that is due unless told. */
    part?: number;
    card?: string;
    iban?: string;
  },
): Promise<void> {
  const { stripe } = stage.standIns;
  const documents = keys.map((key) => stage.document(key));
  const [first] = documents;
  if (!stripe || !first) throw new Error("Nothing to pay, or nowhere");
  const { customer } = first;
  const viewer = await stage.customer(payer, customer);
  for (const { id } of documents) await recordView(stage.context, viewer, id);
  const page = await startCheckout(stage.context, viewer, {
    invoiceIds: documents.map(({ id }) => id),
    ...(part === undefined ? {} : { amounts: { [first.id]: part } }),
    language: customer.language ?? "fr",
    returnTo: `/c/${customer.number}/payments/return`,
  });
  if (isRefused(page)) throw new Error(`${payer.name} cannot pay ${keys}: ${page.refused}`);
  const session = /cs_\w+/.exec(page.url)?.[0];
  if (!session) throw new Error(`No session in ${page.url}`);
  stripe.pay(session, method === "card" ? { method, card } : { method, iban });
  await stripe.idle();
}
