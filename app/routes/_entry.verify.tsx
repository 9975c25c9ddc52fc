import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import { verifyMessage } from "#app/domains/notifications/verify-message.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { countTry } from "#app/http/rate-limit.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { textFields } from "#app/http/respond.ts";
import { dayIn, formatDayLong } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** "Is this mail from you?": by the code it carries, without signing in. Says nothing about whom, and not often. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const t = messagesFor(await languageOf(request, context)).entry.verify;
  return { title: t.title, code: new URL(request.url).searchParams.get("code") ?? "" };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const language = await languageOf(request, context);
  const words = messagesFor(language);
  const t = words.entry.verify;
  const { code = "" } = await textFields(request);
  const answer = (body: { error?: string; ours?: boolean; sentence?: string }, status = 200) =>
    data({ code, ...body }, { status });
  if (code === "") return answer({ error: t.empty }, 422);
  const tooMany = await countTry(context.context, "verify-client", context.clientAddress);
  if (tooMany) return answer({ error: words.layout.errors.tooMany }, statusOf(tooMany));
  const found = await verifyMessage(context.context, code);
  if (isRefused(found)) return answer({ ours: false });
  const { timeZone } = await readBiller(context.context);
  const about = [words.notifications.kinds[found.kind], found.about.number]
    .filter(Boolean)
    .join(" ");
  const day = formatDayLong(dayIn(timeZone, found.sentAt), language);
  return answer({ ours: true, sentence: t.sentOn(day, about) });
}

export default function Verify() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().entry.verify;
  const errors = { code: answer?.error };
  return (
    <div className="narrow stack-loose">
      <ErrorSummary errors={errors} />
      <h1>{page.title}</h1>
      <p>{t.intro}</p>
      {answer?.ours === true ? (
        <Notice tone="paid" live>
          <p>
            <strong>{t.ours}</strong>
          </p>
          <p>{answer.sentence}</p>
        </Notice>
      ) : null}
      {answer?.ours === false ? (
        <Notice tone="late" live>
          <p>
            <strong>{t.notOurs}</strong>
          </p>
          <p>{t.notOursHint}</p>
        </Notice>
      ) : null}
      <form method="post" className="sheet stack" noValidate>
        <TextField
          name="code"
          label={t.code}
          hint={t.codeHint}
          error={errors.code}
          defaultValue={answer?.code ?? page.code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="input-short"
        />
        <Button>{t.check}</Button>
      </form>
      <p className="muted">{t.never}</p>
    </div>
  );
}
