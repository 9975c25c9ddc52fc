import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listOwnMessages } from "#app/domains/notifications/list-messages.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { customerPath } from "#app/http/paths.ts";
import { requireCustomerViewer } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { useMessages } from "#app/ui/language.tsx";
import { MessageTable } from "#app/ui/message-table.tsx";
import { Pages } from "#app/ui/pages.tsx";

/** "Messages we sent you": a mail that is not in this list is not from us. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireCustomerViewer(args);
  const after = new URL(args.request.url).searchParams.get("after") ?? undefined;
  const page = await listOwnMessages(args.context.context, viewer, { after });
  const base = customerPath(viewer.customerNumber, "/messages");
  return {
    title: messagesFor(await languageOf(args.request, args.context)).notifications.pages.ownTitle,
    messages: page.messages,
    next: page.next ? `${base}?after=${encodeURIComponent(page.next)}` : null,
    first: after ? base : null,
  };
}

export default function OwnMessages() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().notifications.pages;
  return (
    <>
      <h1>{page.title}</h1>
      <p>{t.ownIntro}</p>
      <div className="sheet">
        {page.messages.length === 0 ? (
          <p>{t.ownEmpty}</p>
        ) : (
          <MessageTable caption={page.title} messages={page.messages} withCustomer={false} />
        )}
        <Pages next={page.next} first={page.first} label={t.pagesLabel} />
      </div>
    </>
  );
}
