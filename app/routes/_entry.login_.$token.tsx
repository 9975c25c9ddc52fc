import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import {
  type LinkRefusal,
  readSignInLink,
  redeemSignInLink,
} from "#app/domains/accounts/redeem-sign-in.server.ts";
import { completeSignIn } from "#app/http/complete-sign-in.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { redirectAfterPost } from "#app/http/respond.ts";
import { readPendingSignIn } from "#app/http/sign-in-cookie.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { CodeForm } from "#app/ui/accounts/code-form.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { useMessages } from "#app/ui/language.tsx";

function linkOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const { config } = args.context.context;
  return {
    token: args.params.token ?? "",
    browserId: readPendingSignIn(config, args.request)?.browserId ?? null,
    clientAddress: args.context.clientAddress,
  };
}

/** Shows a button and consumes nothing: mail scanners, previews and HEAD requests open every link. */
export async function loader(args: LoaderFunctionArgs) {
  const t = messagesFor(await languageOf(args.request, args.context)).accounts.link;
  const link = await readSignInLink(args.context.context, linkOf(args));
  if (!isRefused(link)) return { title: t.title, email: link.email, refused: null };
  const title = link.refused === "other-browser" ? t.otherBrowserTitle : t.endedTitle;
  // The page for another browser is a page like others; an ended link says so to programs, too.
  const status = link.refused === "other-browser" ? 200 : statusOf(link);
  return data({ title, email: "", refused: link.refused }, { status });
}

export async function action(args: ActionFunctionArgs) {
  const redeemed = await redeemSignInLink(args.context.context, linkOf(args));
  // The page explains what has become of the link.
  if (isRefused(redeemed)) return redirectAfterPost(new URL(args.request.url).pathname);
  return completeSignIn(args, redeemed, "link");
}

export default function SignInLink() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().accounts.link;
  return (
    <div className="sheet stack narrow">
      <h1>{page.title}</h1>
      {page.refused === null ? (
        <Form method="post" className="stack">
          <p>{t.ready(page.email)}</p>
          <Button data-testid="sign-in">{t.submit}</Button>
          <p className="muted">{t.why}</p>
        </Form>
      ) : page.refused === "other-browser" ? (
        <>
          <p>{t.otherBrowser}</p>
          <CodeForm email="" />
        </>
      ) : (
        <Ended refused={page.refused} />
      )}
    </div>
  );
}

function Ended(props: { refused: Exclude<LinkRefusal["refused"], "other-browser"> }) {
  const t = useMessages().accounts.link;
  const words = { expired: t.expired, "already-used": t.used, "not-found": t.unknown };
  return (
    <>
      <p>{words[props.refused]}</p>
      <ButtonLink to="/login">{t.again}</ButtonLink>
    </>
  );
}
