import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "#app/http/require-viewer.server.ts";
import { redirectToCustomer } from "#app/http/short-path.server.ts";

/** Paths that begin with the customer's own pages: `/invoices` is `/c/{customerNumber}/invoices`. */
const shortPaths = new Set([
  "invoices",
  "pay",
  "payments",
  "disputes",
  "messages",
  "statement.pdf",
  "archive.zip",
  "invoices.csv",
]);

export async function loader(args: LoaderFunctionArgs) {
  const [first = ""] = (args.params["*"] ?? "").split("/");
  if (!shortPaths.has(first)) throw notFound();
  return redirectToCustomer(args);
}

export default function Nothing() {
  return null;
}
