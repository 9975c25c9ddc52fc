import type { IntegrationViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { type FeedEvent, readCursor, readFeed } from "./read-feed.server.ts";

export interface FeedPage {
  data: FeedEvent[];
  /** Where to go on, now or later; null only while nothing has ever happened. */
  next: string | null;
}

/** The feed of everything that happened, after a cursor: whoever follows `next` misses nothing. */
export async function listEvents(
  context: Context,
  _viewer: IntegrationViewer,
  { after, limit = 100 }: { after?: string; limit?: number },
): Promise<FeedPage | Refusal<"bad-cursor">> {
  const from = readCursor(after ?? "0.0");
  if (!from) return refused("bad-cursor");
  const { rows, next } = await readFeed(context, from, limit);
  return { data: rows.map(({ event }) => event), next: next ?? after ?? null };
}
