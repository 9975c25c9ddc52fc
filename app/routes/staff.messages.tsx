import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { deliverySpeed } from "#app/domains/notifications/delivery-speed.server.ts";
import {
  listMessages,
  type MessageFilter,
  messageFilters,
} from "#app/domains/notifications/list-messages.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { requireStaff } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { Button } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { MessageTable } from "#app/ui/message-table.tsx";
import { Pages } from "#app/ui/pages.tsx";

/** Every mail and whether it arrived: searched by address, subject or code. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args);
  const { searchParams } = new URL(args.request.url);
  const q = searchParams.get("q")?.trim() ?? "";
  const names = Object.keys(messageFilters) as MessageFilter[];
  const asked = searchParams.get("show");
  const filter = names.find((name) => name === asked) ?? "all";
  const after = searchParams.get("after") ?? undefined;
  const { context } = args.context;
  const [page, speed] = await Promise.all([
    listMessages(context, viewer, { q, filter, after }),
    deliverySpeed(context, viewer),
  ]);
  const t = messagesFor(await languageOf(args.request, args.context)).notifications;
  const at = (show: string, cursor?: string) =>
    `/staff/messages?${new URLSearchParams({ show, ...(q ? { q } : {}), ...(cursor ? { after: cursor } : {}) })}`;
  return {
    title: t.pages.staffTitle,
    q,
    filter,
    filters: names.map((name) => ({ name, label: t.filters[name], to: at(name) })),
    messages: page.messages,
    speed:
      speed.p95 === null ? null : { seconds: String(Math.ceil(speed.p95)), mails: speed.mails },
    next: page.next ? at(filter, page.next) : null,
    first: after ? at(filter) : null,
  };
}

export default function StaffMessages() {
  const page = useLoaderData<typeof loader>();
  const { notifications, layout } = useMessages();
  const t = notifications.pages;
  return (
    <>
      <h1>{page.title}</h1>
      <search>
        <form method="get" className="search">
          <input type="hidden" name="show" value={page.filter} />
          <TextField
            type="search"
            name="q"
            label={t.search}
            hint={t.searchHint}
            defaultValue={page.q}
            autoComplete="off"
          />
          <Button data-testid="search">{layout.search}</Button>
        </form>
      </search>
      <nav aria-label={t.filtersLabel}>
        <ul className="chips">
          {page.filters.map(({ name, label, to }) => (
            <li key={name}>
              <Link to={to} reloadDocument aria-current={name === page.filter ? "true" : undefined}>
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {page.speed ? (
        <p className="muted">{t.speed(page.speed.seconds, String(page.speed.mails))}</p>
      ) : null}
      <div className="sheet">
        {page.messages.length === 0 ? (
          <p role="status">{t.empty}</p>
        ) : (
          <MessageTable caption={page.title} messages={page.messages} withCustomer />
        )}
        <Pages next={page.next} first={page.first} label={t.pagesLabel} />
      </div>
    </>
  );
}
