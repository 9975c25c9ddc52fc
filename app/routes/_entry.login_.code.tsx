import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { redeemSignInCode } from "#app/domains/accounts/redeem-sign-in.server.ts";
import { completeSignIn } from "#app/http/complete-sign-in.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { countTry } from "#app/http/rate-limit.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { rejectForm, textFields } from "#app/http/respond.ts";
import { readPendingSignIn } from "#app/http/sign-in-cookie.server.ts";
import { signedInPerson } from "#app/http/signed-in-person.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { CodeForm } from "#app/ui/accounts/code-form.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { useMessages } from "#app/ui/language.tsx";

export async function loader(args: LoaderFunctionArgs) {
  if (await signedInPerson(args)) throw redirect("/");
  const language = await languageOf(args.request, args.context);
  return {
    title: messagesFor(language).accounts.code.title,
    /** Empty on a device that did not ask: the address is typed there. */
    email: readPendingSignIn(args.context.context.config, args.request)?.email ?? "",
  };
}

export async function action(args: ActionFunctionArgs) {
  const { context, clientAddress } = args.context;
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).accounts;
  const fields = await textFields(args.request);
  const { email = "", code = "" } = fields;
  const errors: Record<string, string> = {};
  if (!email.includes("@")) errors.email = t.signIn.emailInvalid;
  if (code.replace(/\D/g, "").length !== 8) errors.code = t.code.codeInvalid;
  if (Object.keys(errors).length > 0) return rejectForm(errors, fields);

  const limited =
    (await countTry(context, "code-client", clientAddress)) ??
    (await countTry(context, "code-address", email.toLowerCase()));
  if (limited)
    return rejectForm({ code: t.code.tooMany }, fields, {
      status: statusOf(limited),
      headers: { "retry-after": String(limited.retryAfterSeconds) },
    });

  const redeemed = await redeemSignInCode(context, { email, code, clientAddress });
  if (isRefused(redeemed))
    return rejectForm({ code: t.code.wrong }, fields, { status: statusOf(redeemed) });
  return completeSignIn(args, redeemed, "code");
}

export default function EnterCode() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().accounts.code;
  return (
    <div className="sheet stack narrow">
      <ErrorSummary errors={answer?.errors} />
      <h1>{page.title}</h1>
      {page.email ? (
        <>
          <p>{t.sent(page.email)}</p>
          <p>{t.sentHow}</p>
        </>
      ) : (
        <p>{t.elsewhere}</p>
      )}
      <CodeForm email={page.email} errors={answer?.errors} values={answer?.values} />
      <p className="muted">{t.spam}</p>
      <p>
        <Link className="action-link" to="/login" reloadDocument>
          {t.again}
        </Link>
      </p>
    </div>
  );
}
