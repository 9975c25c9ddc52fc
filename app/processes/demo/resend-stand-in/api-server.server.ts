import { createHash, timingSafeEqual } from "node:crypto";
import express, { type Express, type Request } from "express";
import { hours } from "#app/platform/duration.ts";
import {
  type Answer,
  type AnswerFaults,
  answerUnderFaults,
  type Strike,
} from "../stand-in/answer-faults.server.ts";
import { handlers } from "./api-routes.ts";
import type { PostOffice } from "./post-office.server.ts";
import type { RateLimit } from "./rate-limit.ts";
import { ResendFailure } from "./resend-failure.ts";

export interface ApiServerOptions {
  readonly office: PostOffice;
  readonly apiKey: string;
  /** Verified sender domains; null takes any. */
  readonly domains: readonly string[] | null;
  readonly rate: () => RateLimit;
  readonly faults: AnswerFaults;
}

const longestKey = 256;
const kept = hours(24);

/** Serves Resend's API: key, rate limit, idempotency, then the work. Everything outside the API's own paths is left to others. */
export function serveApi(app: Express, options: ApiServerOptions): void {
  const inProgress = new Set<string>();
  const paths = /^\/(emails|domains|suppressions)(\/|$)/;
  app.use(express.text({ type: () => true, limit: "60mb" }), (request, response, next) => {
    if (!paths.test(request.path)) {
      next();
      return;
    }
    answerUnderFaults(options.faults, request, response, serverError, (strike) =>
      answer(options, inProgress, request, strike),
    ).catch(next);
  });
}

async function answer(
  options: ApiServerOptions,
  inProgress: Set<string>,
  request: Request,
  strike: Strike,
): Promise<Answer> {
  let headers: Readonly<Record<string, string>> = {};
  try {
    authenticate(request, options.apiKey);
    const verdict = options.rate().take(Date.now());
    headers = verdict.headers;
    if (!verdict.allowed)
      throw new ResendFailure(
        429,
        "rate_limit_exceeded",
        `Too many requests. You can only make ${headers["ratelimit-limit"]} requests per second. See rate limit response headers for more information. Or contact support to increase rate limit.`,
      );
    const body = jsonOf(request);
    const key = request.method === "POST" ? request.get("idempotency-key") : undefined;
    if (key === undefined) {
      await strike.pause();
      return { ...strike.spoil(perform(options, request, body, null)), headers };
    }
    return { ...(await performOnce(options, inProgress, request, body, key, strike)), headers };
  } catch (failure) {
    if (failure instanceof ResendFailure)
      return { status: failure.statusCode, headers, body: failure.body };
    throw failure;
  }
}

/** resend.com/docs/dashboard/emails/idempotency-keys: kept 24 hours, only what succeeded. */
async function performOnce(
  options: ApiServerOptions,
  inProgress: Set<string>,
  request: Request,
  body: unknown,
  key: string,
  strike: Strike,
): Promise<Answer> {
  if (key === "" || key.length > longestKey)
    throw new ResendFailure(400, "invalid_idempotency_key", "The key must be between 1-256 chars.");
  if (inProgress.has(key))
    throw new ResendFailure(
      409,
      "concurrent_idempotent_requests",
      "Same idempotency key used while original request is still in progress.",
    );
  const { office } = options;
  const asked = digest(`${request.path} ${canonical(body)}`);
  const stored = office.answers.get(key);
  if (stored !== undefined && stored.storedAt + kept > office.now().getTime()) {
    if (stored.request !== asked)
      throw new ResendFailure(
        409,
        "invalid_idempotent_request",
        "Same idempotency key used with a different request payload.",
      );
    return { status: 200, body: stored.body };
  }
  inProgress.add(key);
  try {
    await strike.pause();
    const truth = perform(options, request, body, key);
    office.answers.put(key, { request: asked, body: truth.body, storedAt: office.now().getTime() });
    return strike.spoil(truth);
  } finally {
    inProgress.delete(key);
  }
}

function perform(
  { office, domains }: ApiServerOptions,
  request: Request,
  body: unknown,
  idempotencyKey: string | null,
): Answer {
  const here = handlers.filter(({ path }) => path.test(request.path));
  if (here.length === 0)
    throw new ResendFailure(404, "not_found", "The requested endpoint does not exist.");
  const handler = here.find(({ method }) => method === request.method);
  if (handler === undefined)
    throw new ResendFailure(
      405,
      "method_not_allowed",
      "Method is not allowed for the requested path.",
    );
  const id = decodeURIComponent(handler.path.exec(request.path)?.[1] ?? "");
  const second = decodeURIComponent(handler.path.exec(request.path)?.[2] ?? "");
  const query = request.query as Record<string, string>;
  const origin = `http://${request.get("host")}`;
  const result = handler.handle({
    office,
    domains,
    id,
    second,
    query,
    body,
    idempotencyKey,
    origin,
  });
  return { status: 200, body: JSON.stringify(result) };
}

function authenticate(request: Request, apiKey: string): void {
  const given = /^Bearer (.+)$/.exec(request.get("authorization") ?? "")?.[1];
  if (given === undefined)
    throw new ResendFailure(401, "missing_api_key", "Missing API key in the authorization header.");
  const [left, right] = [Buffer.from(given), Buffer.from(apiKey)];
  if (left.length !== right.length || !timingSafeEqual(left, right))
    throw new ResendFailure(403, "invalid_api_key", "API key is invalid.");
}

function jsonOf(request: Request): unknown {
  const written: unknown = request.body;
  if (typeof written !== "string" || written === "") return undefined;
  try {
    return JSON.parse(written);
  } catch {
    throw new ResendFailure(400, "validation_error", "The request body is not valid JSON.");
  }
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

/** The same text for the same JSON, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function serverError(): Answer {
  const failure = new ResendFailure(
    500,
    "internal_server_error",
    "An unexpected error occurred. (Planned by the stand-in.)",
  );
  return { status: 500, body: failure.body };
}
