import { and, desc, eq, gte, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { validate as isId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { hours, later } from "#app/platform/duration.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { apiKeys, apiRefusals } from "#db/schema/accounts.ts";
import type { RefusalReason } from "./api-refusal.ts";
import { likeFolded } from "./find-customers.server.ts";
import { foldAccents } from "./fold-accents.ts";
import type { StaffViewer } from "./viewer.ts";

/** A refusal as managers read it. */
export interface ApiRefusalRow {
  id: string;
  /** null: no key of ours. */
  by: { id: string; name: string; prefix: string; revokedAt: Date | null } | null;
  /** Of an unknown key, if it has the form of ours. */
  keyPrefix: string | null;
  count: number;
  firstAt: Date;
  lastAt: Date;
  method: string;
  path: string;
  /** null: the refused lines of a batch that are not kept one by one. */
  status: number | null;
  kind: string;
  language: string;
  detail: string | null;
  errors: readonly RefusalReason[];
  errorsLeftOut: number;
  invoiceNumber: string | null;
  customerNumber: string | null;
  size: number | null;
  line: number | null;
  linesLeftOut: number | null;
}

/** What stands for all who came without a key of ours, in place of a key's id. */
export const strangers = "none";

const columns = {
  id: apiRefusals.id,
  by: {
    id: apiKeys.id,
    name: apiKeys.name,
    prefix: apiKeys.prefix,
    revokedAt: apiKeys.revokedAt,
  },
  keyPrefix: apiRefusals.keyPrefix,
  count: apiRefusals.count,
  firstAt: apiRefusals.firstAt,
  lastAt: apiRefusals.lastAt,
  method: apiRefusals.method,
  path: apiRefusals.path,
  status: apiRefusals.status,
  kind: apiRefusals.kind,
  language: apiRefusals.language,
  detail: apiRefusals.detail,
  errors: apiRefusals.errors,
  errorsLeftOut: apiRefusals.errorsLeftOut,
  invoiceNumber: apiRefusals.invoiceNumber,
  customerNumber: apiRefusals.customerNumber,
  size: apiRefusals.size,
  line: apiRefusals.line,
  linesLeftOut: apiRefusals.linesLeftOut,
};

const pageSize = 50;

/**
 * What the API refused, newest first, 50 a page: of a key (or `strangers`), with a status. Every word of `q` must be part of the
 * invoice's number, the customer's, or a rule's id. `next` is for `after`, null on the last page. Managers only.
 */
export async function listApiRefusals(
  { db }: Pick<Context, "db">,
  viewer: StaffViewer,
  wanted: { q?: string; key?: string; status?: number; after?: string },
): Promise<{ rows: ApiRefusalRow[]; next: string | null } | Refusal<"managers-only">> {
  if (viewer.role !== "manager") return refused("managers-only");
  const words = foldAccents(wanted.q ?? "")
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8);
  const found = await db
    .select(columns)
    .from(apiRefusals)
    .leftJoin(apiKeys, eq(apiKeys.id, apiRefusals.apiKeyId))
    .where(
      and(
        ofKey(wanted.key),
        wanted.status === undefined ? undefined : eq(apiRefusals.status, wanted.status),
        olderThan(wanted.after),
        ...words.map(about),
      ),
    )
    .orderBy(desc(apiRefusals.lastAt), desc(apiRefusals.id))
    .limit(pageSize + 1);
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  return {
    rows,
    next: found.length > pageSize && last ? `${last.lastAt.getTime()}_${last.id}` : null,
  };
}

/** One refusal. Managers only. */
export async function findApiRefusal(
  { db }: Pick<Context, "db">,
  viewer: StaffViewer,
  id: string,
): Promise<ApiRefusalRow | Refusal<"managers-only" | "not-found">> {
  if (viewer.role !== "manager") return refused("managers-only");
  if (!isId(id)) return refused("not-found");
  const [found] = await db
    .select(columns)
    .from(apiRefusals)
    .leftJoin(apiKeys, eq(apiKeys.id, apiRefusals.apiKeyId))
    .where(eq(apiRefusals.id, id));
  return found ?? refused("not-found");
}

/** How often each key (or `strangers`) was refused in the last day. Managers only. */
export async function countApiRefusals(
  { db, clock }: Pick<Context, "db" | "clock">,
  viewer: StaffViewer,
): Promise<Readonly<Record<string, number>> | Refusal<"managers-only">> {
  if (viewer.role !== "manager") return refused("managers-only");
  const counts = await db
    .select({
      key: apiRefusals.apiKeyId,
      count: sql<number>`sum(${apiRefusals.count} * coalesce(${apiRefusals.linesLeftOut}, 1))::float8`,
    })
    .from(apiRefusals)
    .where(gte(apiRefusals.lastAt, later(clock.now(), -hours(24))))
    .groupBy(apiRefusals.apiKeyId);
  return Object.fromEntries(counts.map(({ key, count }) => [key ?? strangers, count]));
}

/** A key that is none finds nothing rather than everything. */
function ofKey(key: string | undefined): SQL | undefined {
  if (!key) return undefined;
  if (key === strangers) return isNull(apiRefusals.apiKeyId);
  return isId(key) ? eq(apiRefusals.apiKeyId, key) : sql`false`;
}

function about(word: string): SQL | undefined {
  const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
  return or(
    likeFolded(apiRefusals.invoiceNumber, pattern),
    likeFolded(apiRefusals.customerNumber, pattern),
    sql`exists (select from jsonb_array_elements(${apiRefusals.errors}) e where ${likeFolded(sql`e->>'rule'`, pattern)})`,
  );
}

/** Keyset. A cursor that is none is ignored. */
function olderThan(after: string | undefined): SQL | undefined {
  const [, at, id] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(after ?? "") ?? [];
  if (!at || !id || !isId(id)) return undefined;
  const instant = new Date(Number(at));
  return or(
    lt(apiRefusals.lastAt, instant),
    and(eq(apiRefusals.lastAt, instant), lt(apiRefusals.id, id)),
  );
}
