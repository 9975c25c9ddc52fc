import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { findApiRefusal } from "#app/domains/accounts/list-api-refusals.server.ts";
import { mostNotedLines } from "#app/http/api/note-refusal.server.ts";
import { problemTitles } from "#app/http/api/problems.ts";
import { languageOf } from "#app/http/language.server.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { RefusalErrors } from "#app/ui/accounts/refusal-errors.tsx";
import { RefusalFacts } from "#app/ui/accounts/refusal-facts.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** One thing that the API refused, with every error. Managers only. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const { context } = args.context;
  const refusal = await findApiRefusal(context, viewer, args.params.refusalId ?? "");
  if (isRefused(refusal)) throw notFound();
  const language = await languageOf(args.request, args.context);
  const t = messagesFor(language).refusals;
  const titles = problemTitles(language);
  const words: Record<string, string> = { ...titles, ...t.kinds };
  const kind = words[refusal.kind] ?? refusal.kind;
  return {
    title: [refusal.status, kind].filter((part) => part !== null).join(" "),
    refusal,
    mostNotedLines,
    explained: refusal.kind in titles ? `/api/docs#${refusal.kind}` : null,
  };
}

export default function OneRefusal() {
  const { title, refusal, explained, ...page } = useLoaderData<typeof loader>();
  const t = useMessages().refusals;
  return (
    <div className="stack-loose">
      <p>
        <Link className="action-link" to="/staff/integrations/refusals" reloadDocument>
          ← {t.back}
        </Link>
      </p>
      <h1>{title}</h1>
      {refusal.linesLeftOut === null ? (
        <p>
          <span lang={refusal.language}>{refusal.detail}</span>{" "}
          {explained ? (
            <a className="action-link" href={explained}>
              {t.explained}
            </a>
          ) : null}
        </p>
      ) : null}
      <RefusalFacts refusal={refusal} mostNotedLines={page.mostNotedLines} />
      {refusal.linesLeftOut === null ? (
        <RefusalErrors
          errors={refusal.errors}
          errorsLeftOut={refusal.errorsLeftOut}
          language={refusal.language}
        />
      ) : null}
    </div>
  );
}
