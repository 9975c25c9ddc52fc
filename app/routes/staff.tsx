import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { requireStaff } from "#app/http/require-viewer.server.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { AdministrationLinks } from "#app/ui/accounts/administration-links.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { SiteFrame } from "#app/ui/site-frame.tsx";

/** The frame of the desk: navigation, who works, sign out. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args);
  return { name: viewer.name, role: viewer.role };
}

export default function StaffFrame() {
  const { name, role } = useLoaderData<typeof loader>();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const { layout, staff } = useMessages();
  return (
    <SiteFrame
      brand={{ name: root?.brand.name ?? "", logoUrl: root?.brand.logoUrl ?? null }}
      homeTo="/staff"
      suffix={layout.staffSpace}
      navigation={[
        { to: "/staff", label: staff.navigation.disputes, under: "/staff/disputes" },
        { to: "/staff/customers", label: staff.navigation.customers, under: "/staff/customers" },
        { to: "/staff/payments", label: staff.navigation.payments, under: "/staff/payments" },
        { to: "/staff/messages", label: staff.navigation.messages, under: "/staff/messages" },
        { to: "/staff/tasks", label: staff.navigation.tasks, under: "/staff/tasks" },
      ]}
      account={
        <>
          <span className="who">{name}</span>
          {role === "manager" ? <AdministrationLinks /> : null}
          <Form method="post" action="/logout" reloadDocument>
            <button className="link-button" type="submit">
              {layout.signOut}
            </button>
          </Form>
        </>
      }
    >
      <Outlet />
    </SiteFrame>
  );
}
