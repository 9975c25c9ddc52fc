import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { viewInvoice } from "#app/domains/invoices/view-invoice.server.ts";
import { notFound, requireLinkViewer } from "#app/http/require-viewer.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { SiteFrame } from "#app/ui/site-frame.tsx";

/** The frame of what the link of a mail opens: one invoice, no navigation. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireLinkViewer(args);
  const invoice = await viewInvoice(args.context.context, viewer, viewer.invoiceId);
  if (isRefused(invoice)) throw notFound();
  return { customerName: invoice.customerName, token: args.params.token ?? "" };
}

export default function LinkFrame() {
  const { customerName, token } = useLoaderData<typeof loader>();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const t = useMessages().invoices;
  return (
    <SiteFrame
      brand={{ name: root?.brand.name ?? "", logoUrl: root?.brand.logoUrl ?? null }}
      homeTo={`/i/${token}`}
      account={
        <>
          <span className="who">{t.linkIntro(customerName)}</span>
          <Link to="/login" reloadDocument rel="nofollow">
            {t.linkSignIn}
          </Link>
        </>
      }
    >
      <Outlet />
    </SiteFrame>
  );
}
