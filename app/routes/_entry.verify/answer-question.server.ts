import { type ActionFunctionArgs, data } from "@remix-run/node";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import {
  type IssuedDocument,
  verifyDocumentCode,
  verifyDocumentFile,
} from "#app/domains/invoices/verify-document.server.ts";
import { verifyMessage } from "#app/domains/notifications/verify-message.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { countTry } from "#app/http/rate-limit.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { textFields } from "#app/http/respond.ts";
import { readFormWithFiles } from "#app/http/uploads.server.ts";
import { dayIn, formatDayLong } from "#app/platform/calendar.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { formatMoney } from "#app/platform/money.ts";
import { isRefused } from "#app/platform/refusal.ts";

interface Answer {
  /** As typed; "" when a file was asked about. */
  readonly code: string;
  readonly errors?: { code?: string; file?: string };
  readonly found?: { ours: boolean; headline: string; sentences: string[] };
}

/** Answers either form of the page: a code, or a file. */
export async function answerQuestion({ request, context }: ActionFunctionArgs) {
  const language = await languageOf(request, context);
  const words = messagesFor(language);
  const t = words.entry.verify;
  const answer = (body: Answer, status = 200) => data(body, { status });
  const tried = () => countTry(context.context, "verify-client", context.clientAddress);

  if (request.headers.get("content-type")?.startsWith("multipart/form-data")) {
    // Counted before it is read: a file is more work than a code.
    const tooMany = await tried();
    if (tooMany)
      return answer({ code: "", errors: { file: words.layout.errors.tooMany } }, statusOf(tooMany));
    const { files } = await readFormWithFiles(request, "file");
    const [file] = files;
    if (!file) return answer({ code: "", errors: { file: t.noFile } }, 422);
    const issued = await verifyDocumentFile(context.context, file.bytes);
    if (isRefused(issued))
      return answer({
        code: "",
        found: { ours: false, headline: t.file.notOurs, sentences: [t.file.notOursHint] },
      });
    return answer({
      code: "",
      found: { ours: true, headline: t.file.ours, sentences: [describe(issued)] },
    });
  }

  const { code = "" } = await textFields(request);
  if (code === "") return answer({ code, errors: { code: t.empty } }, 422);
  const tooMany = await tried();
  if (tooMany)
    return answer({ code, errors: { code: words.layout.errors.tooMany } }, statusOf(tooMany));
  const issued = await verifyDocumentCode(context.context, code);
  if (!isRefused(issued))
    return answer({
      code,
      found: {
        ours: true,
        headline: t.document.ours,
        sentences: [describe(issued), t.document.compare],
      },
    });
  const message = await verifyMessage(context.context, code);
  if (isRefused(message))
    return answer({
      code,
      found: { ours: false, headline: t.notOurs, sentences: [t.notOursHint] },
    });
  const { timeZone } = await readBiller(context.context);
  const about = [words.notifications.kinds[message.kind], message.about.number]
    .filter(Boolean)
    .join(" ");
  const day = formatDayLong(dayIn(timeZone, message.sentAt), language);
  return answer({
    code,
    found: { ours: true, headline: t.ours, sentences: [t.sentOn(day, about)] },
  });

  function describe({ kind, number, issueDate, total }: IssuedDocument): string {
    const title = words.invoices.title(kind, number);
    return t.document.facts(
      title,
      formatDayLong(issueDate, language),
      formatMoney(total, language),
    );
  }
}
