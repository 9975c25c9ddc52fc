import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { languageOf } from "#app/http/language.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { Button } from "#app/ui/button.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { answerQuestion } from "./answer-question.server.ts";

/**
 * "Is this from you?", of a mail by the code it carries, of an invoice by the code printed on it or by the file itself, without
 * signing in. Says nothing about whom, and not often.
 */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const t = messagesFor(await languageOf(request, context)).entry.verify;
  return { title: t.title, code: new URL(request.url).searchParams.get("code") ?? "" };
}

export async function action(args: ActionFunctionArgs) {
  return answerQuestion(args);
}

export default function Verify() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().entry.verify;
  const errors = answer?.errors ?? {};
  return (
    <div className="narrow stack-loose">
      <ErrorSummary errors={errors} />
      <h1>{page.title}</h1>
      <p>{t.intro}</p>
      {answer?.found ? (
        <Notice tone={answer.found.ours ? "paid" : "late"} live>
          <p>
            <strong>{answer.found.headline}</strong>
          </p>
          {answer.found.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
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
      <form method="post" encType="multipart/form-data" className="sheet stack" noValidate>
        <TextField
          type="file"
          name="file"
          label={t.file.label}
          hint={t.file.hint}
          error={errors.file}
          accept="application/pdf,.pdf,application/xml,.xml"
        />
        <Button look="quiet">{t.file.check}</Button>
      </form>
      <p className="muted">{t.never}</p>
    </div>
  );
}
