import { flatRoutes } from "@remix-run/fs-routes";
import { index, type RouteConfig, type RouteConfigEntry, route } from "@remix-run/route-config";

/**
 * A file is a URL, with one addition: an invoice's page, and what is done from it, exist below its customer
 * (`/c/{customerNumber}/invoices/{id}`) for whoever signed in, and below the token of a mail's link (`/i/{token}`) for
 * whoever holds it. Both are the same modules; `requireInvoiceViewer` tells who is there.
 */
const page = (name: string) => `routes/c.$customerNumber.${name}`;
const linkPages: RouteConfigEntry[] = [
  index(page("invoices.$id/route.tsx"), { id: "link-invoice" }),
  route("dispute", page("invoices.$id_.dispute.tsx"), { id: "link-dispute" }),
  route("pay", page("invoices.$id_.pay.tsx"), { id: "link-pay" }),
  route("plan", page("invoices.$id_.plan/route.tsx"), { id: "link-plan" }),
  route("return", page("payments.return.tsx"), { id: "link-return" }),
  route("disputes/:disputeId", page("disputes.$disputeId/route.tsx"), { id: "link-thread" }),
];
const linkDownloads: RouteConfigEntry[] = [
  route("i/:token/invoice.pdf", page("invoices.$id[.pdf].tsx"), { id: "link-pdf" }),
  route("i/:token/invoice.xml", page("invoices.$id[.xml].tsx"), { id: "link-xml" }),
  route(
    "i/:token/disputes/:disputeId/files/:attachmentId",
    page("disputes.$disputeId_.files.$attachmentId.tsx"),
    {
      id: "link-attachment",
    },
  ),
];

const files = await flatRoutes();

export default [
  ...files.map((entry) =>
    entry.path === "i/:token"
      ? { ...entry, children: [...(entry.children ?? []), ...linkPages] }
      : entry,
  ),
  ...linkDownloads,
] satisfies RouteConfig;
