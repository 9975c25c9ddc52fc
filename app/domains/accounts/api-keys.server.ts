import { and, asc, eq, isNull, lte, or } from "drizzle-orm";
import { validate as isId, v7 as newId } from "uuid";
import { z } from "zod";
import type { Context } from "#app/platform/context.server.ts";
import { later, minutes } from "#app/platform/duration.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { apiKeys } from "#db/schema/accounts.ts";
import { recordAudit } from "./audit.server.ts";
import { hashToken, newToken, sameHash } from "./secret.server.ts";
import type { IntegrationViewer, StaffViewer, SystemViewer } from "./viewer.ts";

/** What a key may be allowed to do (contract: the biller's API). */
export const apiScopes = [
  "invoices:write",
  "invoices:read",
  "customers:write",
  "payments:write",
  "events:read",
  "webhooks:write",
] as const;
export type ApiScope = (typeof apiScopes)[number];

/** What a manager says to make one: a name to know it by, and at least one thing it may do. */
export const apiKeyInput = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(apiScopes)).min(1),
});

export interface ApiKey {
  id: string;
  name: string;
  /** First characters, to recognise it by. */
  prefix: string;
  scopes: readonly string[];
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** Keys start so that secret scanners recognise one that was committed by mistake. */
const mark = "ipk_";

/** Of a key's 43 random characters six are shown: 36 of its 256 bits. */
const shownLength = mark.length + 6;

/** Makes a key. `key` is the only time it is seen in clear: its hash is stored. Managers only. */
export async function createApiKey(
  context: Context,
  viewer: StaffViewer | SystemViewer,
  input: { name: string; scopes: readonly ApiScope[] },
): Promise<{ id: string; key: string } | Refusal<"managers-only">> {
  if (!mayManageKeys(viewer)) return refused("managers-only");
  const key = mark + newToken();
  const id = newId();
  await context.db.transaction(async (tx) => {
    await tx.insert(apiKeys).values({
      id,
      name: input.name,
      prefix: key.slice(0, shownLength),
      keyHash: hashToken(key),
      scopes: [...input.scopes],
      createdBy: viewer.kind === "staff" ? viewer.personId : null,
      createdAt: context.clock.now(),
    });
    await recordAudit(context, tx, {
      by: viewer,
      action: "api-key.created",
      subject: { type: "api-key", id },
      data: { name: input.name, scopes: input.scopes },
    });
  });
  return { id, key };
}

/** Ends a key at once; what it did stays attributed to it. Managers only. */
export async function revokeApiKey(
  context: Context,
  viewer: StaffViewer | SystemViewer,
  id: string,
): Promise<{ revoked: true } | Refusal<"managers-only" | "not-found">> {
  if (!mayManageKeys(viewer)) return refused("managers-only");
  if (!isId(id)) return refused("not-found");
  return context.db.transaction(async (tx) => {
    const [key] = await tx
      .update(apiKeys)
      .set({ revokedAt: context.clock.now() })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name });
    if (!key) return refused("not-found");
    await recordAudit(context, tx, {
      by: viewer,
      action: "api-key.revoked",
      subject: { type: "api-key", id },
      data: { name: key.name },
    });
    return { revoked: true };
  });
}

/** Every key ever made, oldest first, without its secret. */
export async function listApiKeys({ db }: Context, _viewer: StaffViewer): Promise<ApiKey[]> {
  return db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      scopes: apiKeys.scopes,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .orderBy(asc(apiKeys.createdAt));
}

/**
 * Whose request this is, by its `Authorization: Bearer` header (RFC 6750). Looked up by hash, then compared in constant time;
 * remembers when the key was last used, to the minute (a write per request would cost more than the request).
 */
export async function authenticateApiKey(
  { db, clock }: Pick<Context, "db" | "clock">,
  authorization: string | null,
): Promise<
  | IntegrationViewer
  | Refusal<"missing-key" | "unknown-key">
  | Refusal<"revoked-key", { apiKeyId: string }>
> {
  const key = keyIn(authorization);
  if (!key) return refused("missing-key");
  const keyHash = hashToken(key);
  const [found] = await db
    .select({
      id: apiKeys.id,
      keyHash: apiKeys.keyHash,
      scopes: apiKeys.scopes,
      revokedAt: apiKeys.revokedAt,
      lastUsedAt: apiKeys.lastUsedAt,
    })
    .from(apiKeys)
    .where(eq(apiKeys.keyHash, keyHash));
  if (!found || !sameHash(found.keyHash, keyHash)) return refused("unknown-key");
  if (found.revokedAt) return refused("revoked-key", { apiKeyId: found.id });
  const now = clock.now();
  const minuteAgo = later(now, -minutes(1));
  if (!found.lastUsedAt || found.lastUsedAt <= minuteAgo)
    await db
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(
        and(
          eq(apiKeys.id, found.id),
          or(isNull(apiKeys.lastUsedAt), lte(apiKeys.lastUsedAt, minuteAgo)),
        ),
      );
  return { kind: "integration", apiKeyId: found.id, scopes: found.scopes };
}

/**
 * By which characters an unknown key may be recognised, as those of a known one are shown: only where it has the form of ours, and twenty
 * random characters at least stay unsaid. Whatever else comes in its place may be another system's password, whose beginning is a part
 * of it.
 */
export function shownStart(authorization: string | null): string | null {
  const key = keyIn(authorization);
  return key && /^ipk_[\w-]{26,}$/.test(key) ? key.slice(0, shownLength) : null;
}

function keyIn(authorization: string | null): string | undefined {
  return /^bearer +(\S+)\s*$/i.exec(authorization ?? "")?.[1];
}

function mayManageKeys(viewer: StaffViewer | SystemViewer): boolean {
  return viewer.kind === "system" || viewer.role === "manager";
}
