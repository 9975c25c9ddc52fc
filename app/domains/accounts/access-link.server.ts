import { and, eq, isNull } from "drizzle-orm";
import { v7 as newId } from "uuid";
import type { Context } from "#app/platform/context.server.ts";
import { inScope, type Transaction } from "#app/platform/db.server.ts";
import { days, later } from "#app/platform/duration.ts";
import { type Refusal, refused } from "#app/platform/refusal.ts";
import { accessLinks, customers, people } from "#db/schema/accounts.ts";
import { hashToken, newToken } from "./secret.server.ts";
import { type LinkViewer, type StaffViewer, type SystemViewer, scopeOf } from "./viewer.ts";

/** Past a due date, its last reminder and a holiday; after that the person signs in. */
const lifetime = days(60);

/**
 * Makes the secret part of `/i/{token}`: it opens one invoice. Only its hash is stored, so each mail gets a link of its own
 * and several are alive at once. `personId` is the member whom the mail is addressed to; the link dies with the membership.
 */
export async function createAccessLink(
  context: Pick<Context, "clock">,
  tx: Transaction,
  to: LinkTarget,
): Promise<string> {
  const [token] = await createAccessLinks(context, tx, [to]);
  if (!token) throw new Error("One link was asked for");
  return token;
}

interface LinkTarget {
  customerId: string;
  invoiceId: string;
  personId: string | null;
}

/** The same for a batch of mails, in one statement; the tokens come in the order of `targets`. */
export async function createAccessLinks(
  { clock }: Pick<Context, "clock">,
  tx: Transaction,
  targets: readonly LinkTarget[],
): Promise<string[]> {
  if (targets.length === 0) return [];
  const tokens = targets.map(() => newToken());
  const now = clock.now();
  await tx.insert(accessLinks).values(
    targets.map(({ customerId, invoiceId, personId }, index) => ({
      customerId,
      id: newId(),
      invoiceId,
      personId,
      tokenHash: hashToken(tokens[index] ?? ""),
      createdAt: now,
      expiresAt: later(now, lifetime),
    })),
  );
  return tokens;
}

/**
 * Whom a link lets in. Reads only: mail scanners follow links. An expired or revoked link is told apart from an unknown
 * one, because who holds a real token may be told to sign in instead.
 */
export async function resolveAccessLink(
  context: Context,
  token: string,
): Promise<
  LinkViewer | Refusal<"not-found"> | Refusal<"expired", { expiredAt: Date }> | Refusal<"revoked">
> {
  // The customer is not known before the token is: the one lookup across customers, by a 256-bit secret.
  const [link] = await inScope(context, "all", (tx) =>
    tx
      .select({
        accessLinkId: accessLinks.id,
        customerId: accessLinks.customerId,
        customerNumber: customers.number,
        invoiceId: accessLinks.invoiceId,
        personId: accessLinks.personId,
        personName: people.name,
        customerName: customers.name,
        expiresAt: accessLinks.expiresAt,
        revokedAt: accessLinks.revokedAt,
      })
      .from(accessLinks)
      .innerJoin(customers, eq(customers.id, accessLinks.customerId))
      .leftJoin(people, eq(people.id, accessLinks.personId))
      .where(eq(accessLinks.tokenHash, hashToken(token))),
  );
  if (!link) return refused("not-found");
  if (link.revokedAt) return refused("revoked");
  if (link.expiresAt <= context.clock.now())
    return refused("expired", { expiredAt: link.expiresAt });
  return {
    kind: "link",
    accessLinkId: link.accessLinkId,
    customerId: link.customerId,
    customerNumber: link.customerNumber,
    invoiceId: link.invoiceId,
    personId: link.personId,
    name: link.personName ?? link.customerName,
  };
}

/** Closes every open link to an invoice (a mail that reached the wrong reader). Answers how many were closed. */
export async function revokeAccessLinks(
  context: Context,
  viewer: StaffViewer | SystemViewer,
  of: { customerId: string; invoiceId: string },
): Promise<number> {
  return inScope(context, scopeOf(viewer), async (tx) => {
    const closed = await tx
      .update(accessLinks)
      .set({ revokedAt: context.clock.now() })
      .where(
        and(
          eq(accessLinks.customerId, of.customerId),
          eq(accessLinks.invoiceId, of.invoiceId),
          isNull(accessLinks.revokedAt),
        ),
      )
      .returning({ id: accessLinks.id });
    return closed.length;
  });
}
