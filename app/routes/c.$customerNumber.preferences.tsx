import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { chooseLanguage } from "#app/domains/accounts/choose-language.server.ts";
import { chooseDelivery, deliveries, readDelivery } from "#app/domains/accounts/delivery.server.ts";
import { mayManage } from "#app/domains/accounts/viewer.ts";
import { isMailKind } from "#app/domains/notifications/kinds.ts";
import {
  choosePreferences,
  listPreferences,
} from "#app/domains/notifications/preferences.server.ts";
import { forgetLanguageCookie, languageCookieFor, languageOf } from "#app/http/language.server.ts";
import { customerPath } from "#app/http/paths.ts";
import { forbidden, notFound, requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost } from "#app/http/respond.ts";
import { signedInPerson } from "#app/http/signed-in-person.server.ts";
import { languages } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { DeliveryForm } from "#app/ui/accounts/delivery-form.tsx";
import { LanguageForm } from "#app/ui/accounts/language-form.tsx";
import { MailsForm } from "#app/ui/accounts/mails-form.tsx";
import { Button } from "#app/ui/button.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireCustomerViewer(args);
  const [person, delivery, mails, language] = await Promise.all([
    signedInPerson(args),
    readDelivery(context, viewer),
    listPreferences(context, viewer),
    languageOf(args.request, args.context),
  ]);
  return {
    title: messagesFor(language).accounts.preferences.title,
    saved: new URL(args.request.url).searchParams.get("done") === "saved",
    language: person?.language ?? null,
    delivery,
    mayChooseDelivery: mayManage(viewer),
    mails: mails.filter(({ switchable }) => switchable),
  };
}

/** One form per preference; `about` tells which one was sent. */
const submission = z.discriminatedUnion("about", [
  z.object({ about: z.literal("language"), language: z.enum(languages).or(z.literal("")) }),
  z.object({ about: z.literal("delivery"), delivery: z.enum(deliveries) }),
  z.object({ about: z.literal("mails"), mails: z.array(z.string()) }),
]);

export async function action(args: ActionFunctionArgs) {
  const { context } = args.context;
  const viewer = await requireCustomerViewer(args);
  const form = await args.request.formData();
  const parsed = submission.safeParse({ ...Object.fromEntries(form), mails: form.getAll("mails") });
  // Only a form that was tampered with gets here: every field is a choice.
  if (!parsed.success) throw notFound();
  const chosen = parsed.data;
  const back = `${customerPath(viewer.customerNumber, "/preferences")}?done=saved`;

  if (chosen.about === "language") {
    await chooseLanguage(context, viewer, chosen.language || null);
    const cookie = languageCookieFor(context.config, chosen.language);
    return redirectAfterPost(back, [cookie ?? forgetLanguageCookie(context.config)]);
  }
  if (chosen.about === "delivery") {
    if (isRefused(await chooseDelivery(context, viewer, chosen.delivery))) throw forbidden();
    return redirectAfterPost(back);
  }
  await choosePreferences(context, viewer, chosen.mails.filter(isMailKind));
  return redirectAfterPost(back);
}

export default function Preferences() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().accounts.preferences;
  return (
    <div className="narrow stack-loose">
      <h1>{page.title}</h1>
      {page.saved ? (
        <Notice tone="paid" live>
          {t.saved}
        </Notice>
      ) : null}
      <DeliveryForm delivery={page.delivery} mayChoose={page.mayChooseDelivery} />
      {page.mails.length > 0 ? <MailsForm mails={page.mails} /> : null}
      <LanguageForm language={page.language} />
      <section className="sheet stack" aria-labelledby="sessions">
        <h2 id="sessions">{t.sessionsTitle}</h2>
        <p>{t.sessionsHint}</p>
        <Form method="post" action="/logout">
          <Button look="quiet" name="everywhere" value="1">
            {t.signOutEverywhere}
          </Button>
        </Form>
      </section>
    </div>
  );
}
