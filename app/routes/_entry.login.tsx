import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requestSignIn } from "#app/domains/accounts/request-sign-in.server.ts";
import { queueSignInMail } from "#app/domains/notifications/queue-mail.server.ts";
import { answerNoSooner } from "#app/http/answer-no-sooner.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { nextPath } from "#app/http/next-path.ts";
import { countTry } from "#app/http/rate-limit.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { redirectAfterPost, rejectForm, textFields } from "#app/http/respond.ts";
import { beginSignIn, readPendingSignIn } from "#app/http/sign-in-cookie.server.ts";
import { signedInPerson } from "#app/http/signed-in-person.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import type { loader as rootLoader } from "#app/root.tsx";
import { Button } from "#app/ui/button.tsx";
import { telephoneLink } from "#app/ui/contact-card.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** Longer than the slower of the two ways through `requestSignIn` takes on a busy day. */
const answerAfterMilliseconds = 300;

const emailAddress = z.email().max(254);

export async function loader(args: LoaderFunctionArgs) {
  const next = nextPath(new URL(args.request.url).searchParams.get("next"));
  if (await signedInPerson(args)) throw redirect(next ?? "/");
  const language = await languageOf(args.request, args.context);
  return {
    title: messagesFor(language).accounts.signIn.title,
    next,
    email: readPendingSignIn(args.context.context.config, args.request)?.email ?? "",
  };
}

export async function action(args: ActionFunctionArgs) {
  const { context, clientAddress } = args.context;
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).accounts.signIn;
  const fields = await textFields(args.request);
  const parsed = emailAddress.safeParse(fields.email);
  if (!parsed.success) return rejectForm({ email: t.emailInvalid }, fields);
  const email = parsed.data.toLowerCase();

  const limited =
    (await countTry(context, "sign-in-client", clientAddress)) ??
    (await countTry(context, "sign-in-address", email));
  if (limited)
    return rejectForm({ email: t.tooMany }, fields, {
      status: statusOf(limited),
      headers: { "retry-after": String(limited.retryAfterSeconds) },
    });

  const { browserId, cookie } = beginSignIn(context.config, args.request, email);
  await answerNoSooner(answerAfterMilliseconds, () =>
    requestSignIn(context, { email, browserId, next: nextPath(fields.next) }, (tx, mail) =>
      queueSignInMail(context, tx, { ...mail, language, nextPath: mail.next }),
    ),
  );
  return redirectAfterPost("/login/code", [cookie]);
}

export default function SignIn() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const root = useRouteLoaderData<typeof rootLoader>("root");
  const t = useMessages().accounts.signIn;
  return (
    <div className="sheet stack narrow">
      <ErrorSummary errors={answer?.errors} />
      <h1>{page.title}</h1>
      <p>{t.intro}</p>
      <Form method="post" action="/login" className="stack" noValidate>
        <input type="hidden" name="next" value={answer?.values.next ?? page.next ?? ""} />
        <TextField
          name="email"
          type="email"
          label={t.email}
          hint={t.emailHint}
          error={answer?.errors.email}
          defaultValue={answer?.values.email ?? page.email}
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
          required
        />
        <Button data-testid="sign-in">{t.send}</Button>
      </Form>
      <p>
        <Link className="action-link" to="/login/code" reloadDocument>
          {t.haveCode}
        </Link>
      </p>
      <p>
        <span className="muted">{t.help}</span>{" "}
        {root?.brand.phone ? (
          <a className="phone num action-link" href={telephoneLink(root.brand.phone)}>
            {root.brand.phone}
          </a>
        ) : null}
      </p>
    </div>
  );
}
