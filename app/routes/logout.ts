import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endAllSessions, endSession } from "#app/domains/accounts/session.server.ts";
import { redirectAfterPost, textFields } from "#app/http/respond.ts";
import { signedInPerson } from "#app/http/signed-in-person.server.ts";

/** Signing out is a POST: a link or an image on another page must not do it. */
export function loader() {
  return redirect("/");
}

/** Ends this browser's session; with `everywhere`, all of the person's. */
export async function action(args: ActionFunctionArgs) {
  const { context } = args.context;
  const fields = await textFields(args.request);
  const person = await signedInPerson(args);
  if (person && fields.everywhere) await endAllSessions(context, person.personId);
  return redirectAfterPost("/login", [
    await endSession(context, args.request.headers.get("cookie")),
  ]);
}
