import { type ApiScope, authenticateApiKey } from "#app/domains/accounts/api-keys.server.ts";
import type { IntegrationViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { type Language, negotiateLanguage } from "#app/platform/i18n/language.ts";
import { onceByKey } from "#app/platform/idempotency.server.ts";
import { isRefused, refused } from "#app/platform/refusal.ts";
import { type Seal, seal, unseal } from "#app/platform/sealed.server.ts";
import { problemBody, problemResponse } from "../problem.ts";
import type { RouteArgs } from "../require-viewer.server.ts";
import { countApiRequest } from "./api-rate.server.ts";
import { type ApiRefusal, mostBytes, problemFor } from "./problems.ts";
import { readBody } from "./request-body.ts";

/** Who calls, and what every call needs. */
export interface ApiCall {
  context: Context;
  viewer: IntegrationViewer;
  language: Language;
  request: Request;
  url: URL;
}

/** What a call answers when it is not refused. */
export interface ApiAnswer {
  status: 200 | 201 | 204;
  /** Absent with 204. */
  body?: unknown;
  /** Of a thing that was made (RFC 9110 §10.2.2). */
  location?: string;
}

/**
 * A call that reads: authenticated by its key, allowed by the key's scope; refusals and our own failures answer as
 * `application/problem+json`.
 */
export function answerRead(
  args: RouteArgs,
  scope: ApiScope,
  run: (call: ApiCall) => Promise<ApiAnswer | ApiRefusal>,
): Promise<Response> {
  return guarded(args, scope, async (call) => {
    const answer = await run(call);
    if (isRefused(answer)) return refuse(answer, call.language);
    return jsonResponse(answer.status, JSON.stringify(answer.body ?? null));
  });
}

/**
 * A call that writes: as `answerRead`, with its body read whole (413 beyond 20 MB) and its `Idempotency-Key` honoured. `acceptsBody`
 * lets a route refuse a body by its media type before it is read. An answer that is a `secret` is sealed where it is kept for the
 * next time.
 */
export function answerWrite(
  args: RouteArgs,
  options: {
    scope: ApiScope;
    acceptsBody?: (request: Request) => ApiRefusal | null;
    secret?: true;
  },
  run: (call: ApiCall, body: Uint8Array) => Promise<ApiAnswer | ApiRefusal>,
): Promise<Response> {
  return guarded(args, options.scope, async (call) => {
    const { request, url, language, context, viewer } = call;
    const unacceptable = options.acceptsBody?.(request);
    if (unacceptable) return refuse(unacceptable, language);
    const body = await readBody(request, mostBytes);
    if (isRefused(body)) return refuse(body, language);
    let location: string | undefined;
    const key = request.headers.get("idempotency-key");
    const sealed = options.secret && key !== null && sealOf(context, viewer.apiKeyId, key);
    const kept = (text: string) => (sealed ? seal(Buffer.from(text), sealed) : text);
    const answer = await onceByKey(
      context,
      viewer.apiKeyId,
      {
        key,
        method: request.method,
        target: url.pathname + url.search,
        body,
      },
      async () => {
        const made = await run(call, body);
        if (isRefused(made)) {
          const problem = problemFor(made, language);
          return { status: problem.status, body: kept(JSON.stringify(problemBody(problem))) };
        }
        location = made.location;
        return { status: made.status, body: kept(JSON.stringify(made.body ?? null)) };
      },
    );
    if (isRefused(answer)) return refuse(answer, language);
    const told = sealed ? (unseal(answer.body, sealed)?.toString("utf8") ?? null) : answer.body;
    if (told === null) throw new Error("A kept answer was sealed under another APP_SECRET");
    return jsonResponse(answer.status, told, {
      ...(location ? { location } : {}),
      ...(answer.replayed ? { "idempotent-replayed": "true" } : {}),
    });
  });
}

/** A call that answers a stream of its own making. */
export function answerStream(
  args: RouteArgs,
  scope: ApiScope,
  run: (call: ApiCall) => Promise<Response | ApiRefusal>,
): Promise<Response> {
  return guarded(args, scope, async (call) => {
    const answer = await run(call);
    return answer instanceof Response ? answer : refuse(answer, call.language);
  });
}

/** For the methods that an address does not have (RFC 9110 §15.5.6). */
export function methodNotAllowed(...allowed: string[]): (args: RouteArgs) => Response {
  return ({ request }) =>
    refuse(refused("method-not-allowed", { allowed }), languageOfCall(request), {
      allow: allowed.join(", "),
    });
}

export function refuse(
  refusal: ApiRefusal,
  language: Language,
  headers: Record<string, string> = {},
): Response {
  const problem = problemFor(refusal, language);
  return problemResponse(problem, {
    "content-language": language,
    ...(problem.status === 401 ? { "www-authenticate": 'Bearer realm="api"' } : {}),
    ...(refusal.refused === "too-many" ? { "retry-after": String(refusal.retryAfterSeconds) } : {}),
    ...(refusal.refused === "key-running" ? { "retry-after": "1" } : {}),
    ...headers,
  });
}

/** Machines have no cookies: only `Accept-Language` speaks. */
export function languageOfCall(request: Request): Language {
  return negotiateLanguage(null, null, request.headers.get("accept-language"));
}

async function guarded(
  { request, context: load }: RouteArgs,
  scope: ApiScope,
  run: (call: ApiCall) => Promise<Response>,
): Promise<Response> {
  const { context, requestId, clientAddress } = load;
  const language = languageOfCall(request);
  try {
    const viewer = await authenticateApiKey(context, request.headers.get("authorization"));
    if (isRefused(viewer)) {
      const tooMany = await countApiRequest("stranger", clientAddress);
      return refuse(tooMany ?? viewer, language);
    }
    const tooMany = await countApiRequest("key", viewer.apiKeyId);
    if (tooMany) return refuse(tooMany, language);
    if (!viewer.scopes.includes(scope))
      return refuse(refused("missing-scope", { scope }), language);
    return await run({ context, viewer, language, request, url: new URL(request.url) });
  } catch (error) {
    // A client that hung up is no failure of ours; nobody reads the answer.
    context.logger.error({ error, requestId }, "An API call failed");
    return refuse(refused("internal", { requestId }), language);
  }
}

function sealOf({ config }: Context, apiKeyId: string, key: string): Seal {
  const { appSecret } = config;
  return { purpose: "portal api answer", rowId: `${apiKeyId} ${key}`, appSecret };
}

function jsonResponse(
  status: number,
  body: string,
  headers: Record<string, string> = {},
): Response {
  if (status === 204)
    return new Response(null, { status, headers: { "cache-control": "no-store", ...headers } });
  return new Response(body, {
    status,
    headers: {
      "content-type": status < 400 ? "application/json" : "application/problem+json",
      "cache-control": "no-store",
      ...headers,
    },
  });
}
