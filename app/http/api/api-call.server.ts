import {
  type ApiScope,
  authenticateApiKey,
  shownStart,
} from "#app/domains/accounts/api-keys.server.ts";
import type { IntegrationViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import { type Language, negotiateLanguage } from "#app/platform/i18n/language.ts";
import { onceByKey } from "#app/platform/idempotency.server.ts";
import { isRefused, refused } from "#app/platform/refusal.ts";
import { type Seal, seal, unseal } from "#app/platform/sealed.server.ts";
import { type Problem, problemBody, problemIn, problemResponse } from "../problem.ts";
import type { RouteArgs } from "../require-viewer.server.ts";
import { unlessBusy } from "../unless-busy.server.ts";
import { countApiRequest } from "./api-rate.server.ts";
import { type NotedCall, noteNoSuchCall, noteRefusal } from "./note-refusal.server.ts";
import { type ApiRefusal, mostBytes, problemFor } from "./problems.ts";
import { readBody } from "./request-body.ts";

/** Who calls, and what every call needs. */
export interface ApiCall extends NotedCall {
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
    if (isRefused(answer)) return refuseNoted(call, answer);
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
    if (unacceptable) return refuseNoted(call, unacceptable);
    const body = await readBody(request, mostBytes);
    if (isRefused(body)) return refuseNoted(call, body);
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
    if (isRefused(answer)) return refuseNoted(call, answer, body);
    const told = sealed ? (unseal(answer.body, sealed)?.toString("utf8") ?? null) : answer.body;
    if (told === null) throw new Error("A kept answer was sealed under another APP_SECRET");
    if (answer.status >= 400) noteRefusal(call, problemIn(told), body);
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
    return answer instanceof Response ? answer : refuseNoted(call, answer);
  });
}

/** For the methods that an address does not have (RFC 9110 §15.5.6). */
export function methodNotAllowed(...allowed: string[]): (args: RouteArgs) => Promise<Response> {
  return (args) =>
    refuseUncalled(args, refused("method-not-allowed", { allowed }), { allow: allowed.join(", ") });
}

/** For the addresses that there are not. */
export function noSuchCall(args: RouteArgs): Promise<Response> {
  return refuseUncalled(args, refused("no-such-call"));
}

async function refuseUncalled(
  { request, context: { context } }: RouteArgs,
  refusal: ApiRefusal,
  headers: Record<string, string> = {},
): Promise<Response> {
  const language = languageOfCall(request);
  const problem = problemFor(refusal, language);
  const authorization = request.headers.get("authorization");
  try {
    const caller = authorization && (await authenticateApiKey(context, authorization));
    const apiKeyId = caller && "apiKeyId" in caller ? caller.apiKeyId : null;
    noteNoSuchCall({ context, request, language, apiKeyId, keyPrefix: null }, problem);
  } catch (error) {
    context.logger.warn({ error }, "Who called an address that there is not could not be told");
  }
  return refuse(problem, refusal, language, headers);
}

/** The refusal as an answer, noted for whoever connects the biller's systems. */
function refuseNoted(call: NotedCall, refusal: ApiRefusal, body?: Uint8Array): Response {
  const problem = problemFor(refusal, call.language);
  noteRefusal(call, problem, body);
  return refuse(problem, refusal, call.language);
}

function refuse(
  problem: Problem,
  refusal: ApiRefusal,
  language: Language,
  headers: Record<string, string> = {},
): Response {
  return problemResponse(problem, {
    "content-language": language,
    ...(problem.status === 401 ? { "www-authenticate": 'Bearer realm="api"' } : {}),
    ...("retryAfterSeconds" in refusal ? { "retry-after": String(refusal.retryAfterSeconds) } : {}),
    ...(refusal.refused === "key-running" ? { "retry-after": "1" } : {}),
    ...headers,
  });
}

/** Machines have no cookies: only `Accept-Language` speaks. */
function languageOfCall(request: Request): Language {
  return negotiateLanguage(null, null, request.headers.get("accept-language"));
}

async function guarded(
  { request, context: load }: RouteArgs,
  scope: ApiScope,
  run: (call: ApiCall) => Promise<Response>,
): Promise<Response> {
  const { context, requestId, clientAddress } = load;
  const language = languageOfCall(request);
  const authorization = request.headers.get("authorization");
  const noted = { context, request, language, apiKeyId: null, keyPrefix: null };
  try {
    const viewer = await authenticateApiKey(context, authorization);
    if (isRefused(viewer)) {
      const tooMany = await countApiRequest("stranger", clientAddress);
      // Not noted: whoever floods us must not fill the log as well, and was in it sixty times this minute.
      if (tooMany) return refuse(problemFor(tooMany, language), tooMany, language);
      const caller =
        viewer.refused === "revoked-key"
          ? { apiKeyId: viewer.apiKeyId }
          : { keyPrefix: shownStart(authorization) };
      return refuseNoted({ ...noted, ...caller }, viewer);
    }
    const { apiKeyId } = viewer;
    const call = { ...noted, apiKeyId, viewer, url: new URL(request.url) };
    const tooMany = await countApiRequest("key", apiKeyId);
    if (tooMany) return refuseNoted(call, tooMany);
    if (!viewer.scopes.includes(scope))
      return refuseNoted(call, refused("missing-scope", { scope }));
    const answer = await unlessBusy(run(call));
    return isRefused(answer) ? refuse(problemFor(answer, language), answer, language) : answer;
  } catch (error) {
    // A client that hung up is no failure of ours; nobody reads the answer.
    context.logger.error({ error, requestId }, "An API call failed");
    const failure = refused("internal", { requestId });
    return refuse(problemFor(failure, language), failure, language);
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
