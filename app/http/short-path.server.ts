import { redirect } from "@remix-run/node";
import { customersOfPerson } from "#app/domains/accounts/customers-of-person.server.ts";
import { customerPath } from "./paths.ts";
import { type RouteArgs, requirePerson } from "./require-viewer.server.ts";

/**
 * `/people` for `/c/{customerNumber}/people`: who acts for one customer is sent there, query included; who acts for several
 * chooses on the home page, because a guess would show one customer's page to somebody who thinks of another.
 */
export async function redirectToCustomer(args: RouteArgs): Promise<never> {
  const person = await requirePerson(args);
  const [only, ...others] = await customersOfPerson(args.context.context, person.personId);
  if (!only || others.length > 0) throw redirect("/");
  const { pathname, search } = new URL(args.request.url);
  throw redirect(customerPath(only.number, pathname + search));
}
