import { Outlet, useRouteLoaderData } from "@remix-run/react";
import type { loader as rootLoader } from "#app/root.tsx";
import { SiteFrame } from "#app/ui/site-frame.tsx";

/** The frame of pages before sign-in: the biller's name, no navigation. */
export default function EntryFrame() {
  const root = useRouteLoaderData<typeof rootLoader>("root");
  return (
    <SiteFrame
      brand={{ name: root?.brand.name ?? "", logoUrl: root?.brand.logoUrl ?? null }}
      homeTo="/"
    >
      <Outlet />
    </SiteFrame>
  );
}
