import { DrizzlePostgreSQLAdapter } from "@lucia-auth/adapter-drizzle";
import { lte, or } from "drizzle-orm";
import { type Adapter, type DatabaseSession, type DatabaseUser, Lucia, TimeSpan } from "lucia";
import type { Context } from "#app/platform/context.server.ts";
import { days, later } from "#app/platform/duration.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { people, sessions } from "#db/schema/accounts.ts";
import { hashToken } from "./secret.server.ts";

/** Without a visit for this long, a session ends; each visit after half of it starts the count again. */
const idleLimit = days(14);
/** However busy, a session ends this long after sign-in. */
const absoluteLimit = days(90);

/** Who a session cookie belongs to. */
export interface SignedInPerson {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  /** null: as the browser asks. */
  readonly language: Language | null;
}

type Needs = Pick<Context, "db" | "clock" | "config">;

/**
 * Signs a person in: a new session, whatever the browser had before is ended, so that an id planted before sign-in is worth
 * nothing (session fixation). Answers the `Set-Cookie` value.
 */
export async function startSession(
  context: Needs,
  who: { personId: string; userAgent: string | null; cookieHeader: string | null },
): Promise<string> {
  const lucia = luciaOf(context);
  const previous = sessionIdIn(lucia, who.cookieHeader);
  if (previous) await lucia.invalidateSession(previous);
  const session = await lucia.createSession(who.personId, {
    createdAt: context.clock.now(),
    userAgent: who.userAgent?.slice(0, 300) ?? null,
  });
  return cookieWith(lucia, session.id);
}

/** The person whose session the request carries, or null. Extends the idle limit now and then. */
export async function readSession(
  context: Needs,
  cookieHeader: string | null,
): Promise<SignedInPerson | null> {
  const lucia = luciaOf(context);
  const id = sessionIdIn(lucia, cookieHeader);
  if (!id) return null;
  const { user } = await lucia.validateSession(id);
  if (!user) return null;
  return { personId: user.id, name: user.name, email: user.email, language: user.language };
}

/** Signs this browser out. Answers the `Set-Cookie` value that empties its cookie. */
export async function endSession(context: Needs, cookieHeader: string | null): Promise<string> {
  const lucia = luciaOf(context);
  const id = sessionIdIn(lucia, cookieHeader);
  if (id) await lucia.invalidateSession(id);
  return lucia.createBlankSessionCookie().serialize();
}

/** Signs a person out everywhere: a lost phone, a shared computer. */
export async function endAllSessions(context: Needs, personId: string): Promise<void> {
  await luciaOf(context).invalidateUserSessions(personId);
}

/** Deletes the sessions that no cookie can open any more. */
export async function deleteEndedSessions(context: Needs): Promise<void> {
  await luciaOf(context).deleteExpiredSessions();
}

/**
 * Lucia's adapter with two differences. Ids are hashed at rest: who reads the database cannot sign in with what is there.
 * And Lucia only knows the system's clock, while the portal's is injected (tests, the demonstration's tomorrow): instants are
 * stored by ours, and moved into Lucia's time on the way in and out.
 */
class HashingAdapter implements Adapter {
  readonly #context: Needs;
  readonly #inner: DrizzlePostgreSQLAdapter;

  constructor(context: Needs) {
    this.#context = context;
    this.#inner = new DrizzlePostgreSQLAdapter(context.db, sessions, people);
  }

  async getSessionAndUser(
    id: string,
  ): Promise<[session: DatabaseSession | null, user: DatabaseUser | null]> {
    const [session, user] = await this.#inner.getSessionAndUser(hashToken(id));
    if (!session || !user) return [null, null];
    const ends = later(session.attributes.createdAt, absoluteLimit);
    const now = this.#context.clock.now();
    if (session.expiresAt <= now || ends <= now) {
      await this.deleteSession(id);
      return [null, null];
    }
    return [{ ...session, id, expiresAt: this.#toLucia(session.expiresAt) }, user];
  }

  async setSession(session: DatabaseSession): Promise<void> {
    await this.#inner.setSession({
      ...session,
      id: hashToken(session.id),
      expiresAt: this.#fromLucia(session.expiresAt),
    });
  }

  async updateSessionExpiration(id: string, expiresAt: Date): Promise<void> {
    await this.#inner.updateSessionExpiration(hashToken(id), this.#fromLucia(expiresAt));
  }

  async deleteSession(id: string): Promise<void> {
    await this.#inner.deleteSession(hashToken(id));
  }

  async deleteUserSessions(personId: string): Promise<void> {
    await this.#inner.deleteUserSessions(personId);
  }

  /** Ids cannot be given back from their hashes: a list of a person's sessions carries the hashes. */
  async getUserSessions(personId: string): Promise<DatabaseSession[]> {
    const found = await this.#inner.getUserSessions(personId);
    return found.map((session) => ({
      ...session,
      expiresAt: this.#toLucia(session.expiresAt),
    }));
  }

  async deleteExpiredSessions(): Promise<void> {
    const { db, clock } = this.#context;
    const now = clock.now();
    await db
      .delete(sessions)
      .where(or(lte(sessions.expiresAt, now), lte(sessions.createdAt, later(now, -absoluteLimit))));
  }

  #toLucia(instant: Date): Date {
    return later(instant, Date.now() - this.#context.clock.now().getTime());
  }

  #fromLucia(instant: Date): Date {
    return later(instant, this.#context.clock.now().getTime() - Date.now());
  }
}

function createLucia(context: Needs) {
  const https = context.config.appUrl.startsWith("https:");
  return new Lucia(new HashingAdapter(context), {
    sessionExpiresIn: new TimeSpan(idleLimit, "ms"),
    sessionCookie: {
      // `__Host-` binds the cookie to this very host, and browsers take it over HTTPS only: http://localhost goes without.
      name: https ? "__Host-session" : "session",
      expires: false,
      attributes: { secure: https, sameSite: "lax", path: "/" },
    },
    getUserAttributes: ({ name, email, language }) => ({ name, email, language }),
  });
}

type PortalLucia = ReturnType<typeof createLucia>;

/** One per context: a process has one. */
const known = new WeakMap<Needs, PortalLucia>();

function luciaOf(context: Needs): PortalLucia {
  let lucia = known.get(context);
  if (!lucia) {
    lucia = createLucia(context);
    known.set(context, lucia);
  }
  return lucia;
}

/** The server decides when a session ends; the cookie only has to live as long as the longest. */
function cookieWith(lucia: PortalLucia, id: string): string {
  const cookie = lucia.createSessionCookie(id);
  cookie.attributes.maxAge = absoluteLimit / 1000;
  return cookie.serialize();
}

function sessionIdIn(lucia: PortalLucia, cookieHeader: string | null): string | null {
  // Ours alone: Lucia's parser throws when any other cookie of the host has a stray % in it.
  const ours = (cookieHeader ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${lucia.sessionCookieName}=`));
  return ours && !ours.includes("%") ? lucia.readSessionCookie(ours) || null : null;
}

declare module "lucia" {
  interface Register {
    Lucia: PortalLucia;
    UserId: string;
    DatabaseSessionAttributes: { createdAt: Date; userAgent: string | null };
    DatabaseUserAttributes: { name: string; email: string; language: Language | null };
  }
}
