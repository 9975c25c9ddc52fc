import { v7 as newId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import type { Transaction } from "#app/platform/db.server.ts";
import { auditLog } from "#db/schema/accounts.ts";
import type { Viewer } from "./viewer.ts";

export interface AuditEntry {
  /** Who did it. A person at sign-in acts for no customer yet. */
  by: Viewer | { kind: "person"; personId: string };
  /** "api-key.created", "person.signed-in", "member.removed": the thing, then what was done to it. */
  action: `${string}.${string}`;
  /** The customer concerned. */
  customerId?: string;
  subject?: { type: string; id: string };
  /** Facts to understand it by. No secrets, no mail bodies, no bank details. */
  data?: Record<string, unknown>;
  /** Network address, where a browser asked. */
  clientAddress?: string | null;
  /** A scanner rather than a human. */
  byMachine?: boolean;
}

/** Writes who did what in the transaction of the deed. The table takes no change afterwards (db/migrations/0001_walls.sql). */
export async function recordAudit(
  { clock }: Pick<Context, "clock">,
  tx: Transaction,
  entry: AuditEntry,
): Promise<void> {
  await tx.insert(auditLog).values({
    id: newId(),
    at: clock.now(),
    actorKind: entry.by.kind,
    actorId: actorIdOf(entry.by),
    action: entry.action,
    aboutCustomerId: entry.customerId ?? null,
    subjectType: entry.subject?.type ?? null,
    subjectId: entry.subject?.id ?? null,
    data: entry.data ?? {},
    fromAddress: entry.clientAddress ?? null,
    byMachine: entry.byMachine ?? false,
  });
}

function actorIdOf(by: AuditEntry["by"]): string {
  switch (by.kind) {
    case "person":
    case "staff":
      return by.personId;
    case "link":
      return by.accessLinkId;
    case "integration":
      return by.apiKeyId;
    case "system":
      return by.name;
  }
}
