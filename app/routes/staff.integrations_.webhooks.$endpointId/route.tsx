import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { listDeliveries } from "#app/domains/webhooks/list-deliveries.server.ts";
import { findEndpoint } from "#app/domains/webhooks/list-endpoints.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { takeShownOnce } from "#app/http/shown-once.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { InstantText } from "#app/ui/day.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Pages } from "#app/ui/pages.tsx";
import { DeliveryTable } from "#app/ui/webhooks/delivery-table.tsx";
import { EndpointState } from "#app/ui/webhooks/endpoint-state.tsx";
import { EndpointSteps, RemoveEndpointForm } from "#app/ui/webhooks/endpoint-steps.tsx";
import { SigningSecret } from "#app/ui/webhooks/signing-secret.tsx";
import { actOnEndpoint, spans } from "./act.server.ts";
import { TestAnswer } from "./test-answer.tsx";

const filters = ["all", "waiting", "delivered", "failed"] as const;

/** An address that events are pushed to: how it does, what it was sent. Managers only. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const { context } = args.context;
  const id = args.params.endpointId ?? "";
  const { searchParams } = new URL(args.request.url);
  const after = searchParams.get("after") ?? undefined;
  const show = filters.find((each) => each === searchParams.get("show")) ?? "all";
  const [endpoint, page] = await Promise.all([
    findEndpoint(context, viewer, id),
    listDeliveries(context, viewer, { endpointId: id, state: show, after }),
  ]);
  if (isRefused(endpoint) || isRefused(page)) throw notFound();
  const t = messagesFor(await languageOf(args.request, args.context)).webhooks;
  const at = (more: Record<string, string>) =>
    `/staff/integrations/webhooks/${id}?${new URLSearchParams(more)}`;
  const done = searchParams.get("done") ?? "";
  const shown = isSecretDone(done)
    ? takeShownOnce(context, args.request, viewer, `webhook-secret ${endpoint.id}`)
    : null;
  return data(
    {
      title: endpoint.description || new URL(endpoint.url).host,
      endpoint,
      rows: page.rows,
      show,
      filters: filters.map((name) => ({ name, label: t.filters[name], to: at({ show: name }) })),
      next: page.next ? at({ show, after: page.next }) : null,
      first: after ? at({ show }) : null,
      spans,
      isRemoving: searchParams.get("remove") === "yes",
      done: done in t.done ? (done as keyof typeof t.done) : null,
      secret: shown?.secret ?? null,
    },
    { headers: shown ? { "set-cookie": shown.cookie } : {} },
  );
}

/** After these the page shows a secret, once. */
function isSecretDone(done: string): done is "added" | "rotated" {
  return done === "added" || done === "rotated";
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const endpoint = await findEndpoint(args.context.context, viewer, args.params.endpointId ?? "");
  if (isRefused(endpoint)) throw notFound();
  return actOnEndpoint(args, viewer, endpoint.id);
}

export default function WebhookEndpoint() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().webhooks;
  const { endpoint } = page;
  const isOn = endpoint.disabledAt === null;
  const types = endpoint.eventTypes?.map((type) =>
    type in t.types ? t.types[type as keyof typeof t.types] : type,
  );
  return (
    <div className="stack-loose">
      <p>
        <Link className="action-link" to="/staff/integrations" reloadDocument>
          ← {t.back}
        </Link>
      </p>
      <h1>{page.title}</h1>
      {page.secret && !answer ? (
        <SigningSecret
          secret={page.secret}
          hint={page.done === "rotated" ? t.secretBoth : t.secretLost}
        />
      ) : null}
      {answer ? <TestAnswer answer={answer.tested} /> : null}
      {page.done && !page.secret && !answer ? (
        <Notice tone={page.done === "off" ? "late" : "paid"} live>
          {t.done[page.done]}
        </Notice>
      ) : null}
      {page.isRemoving && !answer ? (
        <RemoveEndpointForm id={endpoint.id} url={endpoint.url} />
      ) : null}
      <div className="sheet stack">
        <p>
          <code>{endpoint.url}</code>
        </p>
        <p>
          <EndpointState endpoint={endpoint} />
        </p>
        <p>
          {t.lastDeliveredWas}{" "}
          {endpoint.lastDeliveredAt ? <InstantText value={endpoint.lastDeliveredAt} /> : t.never}
        </p>
        <p>{types ? types.join(", ") : t.allTypes}</p>
      </div>
      <section className="stack" aria-labelledby="deliveries">
        <h2 id="deliveries">{t.deliveries}</h2>
        <nav aria-label={t.filter}>
          <ul className="chips">
            {page.filters.map(({ name, label, to }) => (
              <li key={name}>
                <Link to={to} reloadDocument aria-current={name === page.show ? "true" : undefined}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="sheet">
          {page.rows.length === 0 ? (
            <p>{t.deliveriesNone}</p>
          ) : (
            <DeliveryTable rows={page.rows} canSendAgain={isOn} />
          )}
        </div>
        <Pages next={page.next} first={page.first} label={t.pages} />
        <p className="muted small">{t.deliveriesKept}</p>
      </section>
      <EndpointSteps isOn={isOn} spans={page.spans} />
    </div>
  );
}
