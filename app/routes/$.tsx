import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { customersOfPerson } from "#app/domains/accounts/customers-of-person.server.ts";
import { customerOfInvoice } from "#app/domains/invoices/customer-of-invoice.server.ts";
import { customerPath } from "#app/http/paths.ts";
import { notFound, requirePerson } from "#app/http/require-viewer.server.ts";
import { redirectToCustomer } from "#app/http/short-path.server.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** Paths that begin with the customer's own pages: `/invoices` is `/c/{customerNumber}/invoices`. */
const shortPaths = new Set([
  "invoices",
  "invoices.csv",
  "archive.zip",
  "statement.pdf",
  "disputes",
  "messages",
]);

/**
 * Short paths lead below the customer. Who acts for several chooses first, except where the invoice itself tells whose it is;
 * everything else is not there.
 */
export async function loader(args: LoaderFunctionArgs) {
  const [first = "", second = ""] = (args.params["*"] ?? "").split("/");
  if (!shortPaths.has(first)) throw notFound();
  if (first === "invoices" && second !== "") {
    const person = await requirePerson(args);
    const { context } = args.context;
    const customers = await customersOfPerson(context, person.personId);
    const owner = await customerOfInvoice(
      context,
      customers.map(({ customerId }) => customerId),
      second.replace(/\.[a-z]+$/, ""),
    );
    if (isRefused(owner)) throw notFound();
    const customer = customers.find(({ customerId }) => customerId === owner.customerId);
    const { pathname, search } = new URL(args.request.url);
    throw redirect(customerPath(customer?.number ?? "", pathname + search));
  }
  return redirectToCustomer(args);
}

export default function Nothing() {
  return null;
}
