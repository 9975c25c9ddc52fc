import { type AppLoadContext, data, redirect } from "@remix-run/node";
import { resolveAccessLink } from "#app/domains/accounts/access-link.server.ts";
import type { SignedInPerson } from "#app/domains/accounts/session.server.ts";
import { staffViewerFor } from "#app/domains/accounts/staff-members.server.ts";
import type {
  CustomerViewer,
  LinkViewer,
  PersonViewer,
  StaffRole,
  StaffViewer,
} from "#app/domains/accounts/viewer.ts";
import { viewerForPerson } from "#app/domains/accounts/viewer-for-person.server.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { statusOf } from "./refusals.ts";
import { signedInPerson } from "./signed-in-person.server.ts";

/** What loaders and actions are given. */
export interface RouteArgs {
  request: Request;
  params: Readonly<Record<string, string | undefined>>;
  context: AppLoadContext;
}

/** The signed-in person, or (thrown) the way to `/login` and back. */
export async function requirePerson(args: RouteArgs): Promise<SignedInPerson> {
  const person = await signedInPerson(args);
  if (!person) throw redirect(loginFor(args.request));
  return person;
}

/** For `/c/:customerNumber/…`: the person as member of that customer. Somebody else's customer is 404, as if it were not there. */
export async function requireCustomerViewer(args: RouteArgs): Promise<PersonViewer> {
  const person = await requirePerson(args);
  const viewer = await viewerForPerson(
    args.context.context,
    person,
    args.params.customerNumber ?? "",
  );
  if (isRefused(viewer)) throw notFound();
  return viewer;
}

/** For `/i/:token`: whoever holds the link. Unknown is 404; expired and revoked are 410 and say so. */
export async function requireLinkViewer(args: RouteArgs): Promise<LinkViewer> {
  const viewer = await resolveAccessLink(args.context.context, args.params.token ?? "");
  if (isRefused(viewer)) throw data({ refused: viewer.refused }, { status: statusOf(viewer) });
  return viewer;
}

/** For routes that exist below both: a person by session or a link holder by token, told apart by the URL. */
export async function requireInvoiceViewer(args: RouteArgs): Promise<CustomerViewer> {
  return args.params.token === undefined ? requireCustomerViewer(args) : requireLinkViewer(args);
}

/** For `/staff/…`. To everybody else it is not there (404); an agent at a manager's page is told so (403). */
export async function requireStaff(args: RouteArgs, role?: StaffRole): Promise<StaffViewer> {
  const person = await requirePerson(args);
  const viewer = await staffViewerFor(args.context.context, person);
  if (!viewer) throw notFound();
  if (role === "manager" && viewer.role !== "manager")
    throw data({ reserved: "managers" }, { status: 403 });
  return viewer;
}

/** Not there, or not yours: the same answer. */
export function notFound() {
  return data(null, { status: 404 });
}

/** Yours, but not with this role: explained by the error page. */
export function forbidden() {
  return data(null, { status: 403 });
}

/** Comes back after sign-in. A form that was lost on the way comes back as its page. */
function loginFor(request: Request): string {
  const { pathname, search } = new URL(request.url);
  // With single fetch, a client-side navigation asks for `/path.data`.
  const page = pathname.replace(/\.data$/, "");
  return `/login?next=${encodeURIComponent(page + search)}`;
}
