import type { AppLoadContext } from "@remix-run/node";
import { readSession, type SignedInPerson } from "#app/domains/accounts/session.server.ts";

const known = new WeakMap<AppLoadContext, Promise<SignedInPerson | null>>();

/** The signed-in person of a request, or null. Every loader of a page asks; the session is read once. */
export function signedInPerson(args: {
  request: Request;
  context: AppLoadContext;
}): Promise<SignedInPerson | null> {
  let person = known.get(args.context);
  if (!person) {
    person = readSession(args.context.context, args.request.headers.get("cookie"));
    known.set(args.context, person);
  }
  return person;
}
