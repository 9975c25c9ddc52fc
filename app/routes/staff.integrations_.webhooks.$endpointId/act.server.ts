import { type ActionFunctionArgs, data } from "@remix-run/node";
import type { StaffViewer } from "#app/domains/accounts/viewer.ts";
import { rotateSecret } from "#app/domains/webhooks/rotate-secret.server.ts";
import { sendAgain, sendAgainSince } from "#app/domains/webhooks/send-again.server.ts";
import {
  disableEndpoint,
  enableEndpoint,
  removeEndpoint,
} from "#app/domains/webhooks/switch-endpoint.server.ts";
import { testEndpoint } from "#app/domains/webhooks/test-endpoint.server.ts";
import { forbidden, notFound } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, textFields } from "#app/http/respond.ts";
import { showOnce } from "#app/http/shown-once.server.ts";
import { hours, later } from "#app/platform/duration.ts";
import { isRefused, type Refusal } from "#app/platform/refusal.ts";

/** How far back everything can be sent again, in hours, as the page offers it. */
export const spans = ["1", "6", "24", "72", "168", "720"] as const;

/** What a manager can do with an address. Answers what a test told; everything else leads back to the page. */
export async function actOnEndpoint(args: ActionFunctionArgs, viewer: StaffViewer, id: string) {
  const { context } = args.context;
  const fields = await textFields(args.request);
  const done = (what: string) =>
    redirectAfterPost(`/staff/integrations/webhooks/${id}?done=${what}`);
  switch (fields.intent) {
    case "enable":
      expectDone(await enableEndpoint(context, viewer, id));
      return done("enabled");
    case "disable": {
      const off = await disableEndpoint(context, viewer, id);
      // It was off already: pressed twice, or 410 came first.
      if (!isRefused(off) || off.refused === "not-found") return done("disabled");
      throw forbidden();
    }
    case "remove":
      expectDone(await removeEndpoint(context, viewer, id));
      return redirectAfterPost("/staff/integrations?done=endpoint-removed");
    case "rotate": {
      const { secret } = expectDone(await rotateSecret(context, viewer, id));
      return redirectAfterPost(`/staff/integrations/webhooks/${id}?done=rotated`, [
        showOnce(context, viewer, `webhook-secret ${id}`, secret),
      ]);
    }
    case "test": {
      const tested = await testEndpoint(context, viewer, id);
      if (isRefused(tested) && tested.refused === "secret-unreadable")
        return data({ tested: { error: tested.refused } });
      return data({ tested: expectDone(tested).answer });
    }
    case "again":
    case "again-since": {
      const asked =
        fields.intent === "again"
          ? await sendAgain(context, viewer, id, wholeNumber(fields.event))
          : await sendAgainSince(context, viewer, id, sinceOf(context.clock.now(), fields.hours));
      if (isRefused(asked) && asked.refused === "endpoint-disabled") return done("off");
      expectDone(asked);
      return done("again");
    }
    default:
      throw notFound();
  }
}

function sinceOf(now: Date, chosen: string | undefined): Date {
  const span = spans.find((each) => each === chosen);
  if (!span) throw notFound();
  return later(now, -hours(Number(span)));
}

function wholeNumber(text = ""): number {
  if (!/^\d{1,15}$/.test(text)) throw notFound();
  return Number(text);
}

/** What the page does not offer: a form of somebody's own making, or a thing that went meanwhile. */
function expectDone<T>(answer: T): Exclude<T, Refusal<string>> {
  if (isRefused(answer)) throw answer.refused === "managers-only" ? forbidden() : notFound();
  return answer as Exclude<T, Refusal<string>>;
}
