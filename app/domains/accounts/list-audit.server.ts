import { and, desc, eq, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { validate as isId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { apiKeys, auditLog, customers, people } from "#db/schema/accounts.ts";
import { likeFolded } from "./find-customers.server.ts";
import { foldAccents } from "./fold-accents.ts";
import { type StaffViewer, scopeOf } from "./viewer.ts";

export interface AuditRow {
  id: string;
  at: Date;
  /** "api-key.created" */
  action: string;
  /** `name`: of the person or the key; a process' own; null where nobody is named (a mail's link). */
  by: { kind: string; name: string | null };
  fromAddress: string | null;
  byMachine: boolean;
  customer: { id: string; number: string; name: string } | null;
  subject: { type: string; id: string; name: string | null } | null;
  data: Readonly<Record<string, unknown>>;
}

const pageSize = 50;

/**
 * The audit log, newest first, 50 a page. Every word of `q` must be part of who did it, of the customer or person concerned, or
 * of what was done: `actionWords` says that in the reader's language, by action. `next` is for `after`, null on the last
 * page. Managers only.
 */
export async function listAudit(
  context: Context,
  viewer: StaffViewer,
  {
    q = "",
    after,
    actionWords = {},
  }: { q?: string; after?: string; actionWords?: Readonly<Record<string, string>> },
): Promise<{ rows: AuditRow[]; next: string | null } | Refusal<"managers-only">> {
  if (viewer.role !== "manager") return refused("managers-only");
  const words = foldAccents(q).split(/\s+/).filter(Boolean).slice(0, 8);
  return inScope(context, scopeOf(viewer), async (tx) => {
    const found = await tx
      .select()
      .from(auditLog)
      .where(and(olderThan(after), ...words.map((word) => about(word, actionWords))))
      .orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(pageSize + 1);
    const page = found.slice(0, pageSize);
    const last = page.at(-1);
    return {
      rows: await named(tx, page),
      next: found.length > pageSize && last ? `${last.at.toISOString()}_${last.id}` : null,
    };
  });
}

function about(word: string, actionWords: Readonly<Record<string, string>>): SQL | undefined {
  const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
  const actions = Object.keys(actionWords).filter((action) =>
    foldAccents(actionWords[action] ?? "").includes(word),
  );
  // Found first, then looked for among the entries: names are not in the log, so that a person can be forgotten.
  const named = sql`(select p.id::text from ${people} p where ${likeFolded(sql`p.name`, pattern)} or ${likeFolded(sql`p.email`, pattern)}
    union all select k.id::text from ${apiKeys} k where ${likeFolded(sql`k.name`, pattern)})`;
  return or(
    sql`${auditLog.actorId} in ${named}`,
    sql`${auditLog.subjectId} in ${named}`,
    sql`${auditLog.aboutCustomerId} in (select c.id from ${customers} c
      where ${likeFolded(sql`c.name`, pattern)} or ${likeFolded(sql`c.number`, pattern)})`,
    and(eq(auditLog.actorKind, "system"), likeFolded(auditLog.actorId, pattern)),
    likeFolded(auditLog.action, pattern),
    actions.length > 0 ? inArray(auditLog.action, actions) : undefined,
  );
}

/** Names for a page's ids: three small reads, however long the log is. */
async function named(
  tx: Transaction,
  page: readonly (typeof auditLog.$inferSelect)[],
): Promise<AuditRow[]> {
  const ids = [...new Set(page.flatMap((row) => [row.actorId, row.subjectId]))].filter(
    (id): id is string => id !== null && isId(id),
  );
  const customerIds = [...new Set(page.map((row) => row.aboutCustomerId))].filter(
    (id) => id !== null,
  );
  const persons = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, ids));
  const keys = await tx
    .select({ id: apiKeys.id, name: apiKeys.name })
    .from(apiKeys)
    .where(inArray(apiKeys.id, ids));
  const concerned = await tx
    .select({ id: customers.id, number: customers.number, name: customers.name })
    .from(customers)
    .where(inArray(customers.id, customerIds));
  const nameOf = new Map([...persons, ...keys].map(({ id, name }) => [id, name]));
  return page.map((row) => ({
    id: row.id,
    at: row.at,
    action: row.action,
    by: {
      kind: row.actorKind,
      name: row.actorKind === "system" ? row.actorId : (nameOf.get(row.actorId ?? "") ?? null),
    },
    fromAddress: row.fromAddress,
    byMachine: row.byMachine,
    customer: concerned.find(({ id }) => id === row.aboutCustomerId) ?? null,
    subject:
      row.subjectType && row.subjectId
        ? {
            type: row.subjectType,
            id: row.subjectId,
            name: nameOf.get(row.subjectId) ?? null,
          }
        : null,
    data: row.data,
  }));
}

/** Keyset: a page deep in the past costs as much as the first. A cursor that is none is ignored. */
function olderThan(after: string | undefined): SQL | undefined {
  const [, at, id] = /^(\d{4}-[\d:.TZ-]+)_([0-9a-f-]{36})$/.exec(after ?? "") ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at)) || !isId(id)) return undefined;
  const instant = sql`${at}::timestamptz`;
  return or(lt(auditLog.at, instant), and(eq(auditLog.at, instant), lt(auditLog.id, id)));
}
