import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";
import {
  disputeQueue,
  type QueueFilter,
  queueFilters,
} from "#app/domains/disputes/dispute-queue.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { requireStaff } from "#app/http/require-viewer.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { money } from "#app/platform/money.ts";
import { Queue, QueueFilters } from "#app/ui/dispute/queue.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Pages } from "#app/ui/pages.tsx";

/** The desk: the queue at the side of whatever dispute is open. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args);
  const { pathname, searchParams } = new URL(args.request.url);
  const asked = searchParams.get("show");
  const filter: QueueFilter = queueFilters.find((name) => name === asked) ?? "all";
  const page = Math.max(1, Number.parseInt(searchParams.get("page") ?? "1", 10) || 1);
  const queue = await disputeQueue(args.context.context, viewer, { filter, page });
  const t = messagesFor(await languageOf(args.request, args.context)).disputes.desk;
  return {
    title: t.title,
    today: queue.today,
    items: queue.items.map((item) => ({
      ...item,
      amount: money(item.claimed, item.currency),
      to: `/staff/disputes/${item.id}?show=${filter}`,
      current: pathname === `/staff/disputes/${item.id}`,
    })),
    filters: queueFilters.map((name) => ({
      name,
      label: t.filters[name],
      to: `/staff?show=${name}`,
      count: queue.counts[name],
      current: name === filter,
    })),
    next: queue.more ? `/staff?show=${filter}&page=${page + 1}` : null,
    first: page > 1 ? `/staff?show=${filter}` : null,
  };
}

export default function Desk() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().disputes.desk;
  return (
    <>
      <div className="row spread">
        <h1>{t.title}</h1>
        <QueueFilters filters={page.filters} />
      </div>
      <div className="split">
        <div>
          <Queue items={page.items} today={page.today} label={t.title} />
          <Pages next={page.next} first={page.first} label={t.pages} />
        </div>
        <Outlet />
      </div>
    </>
  );
}
