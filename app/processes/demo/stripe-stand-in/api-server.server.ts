import { timingSafeEqual } from "node:crypto";
import express, { type Express, type Request } from "express";
import {
  type Answer,
  type AnswerFaults,
  answerUnderFaults,
  type Strike,
} from "../stand-in/answer-faults.server.ts";
import type { Routes } from "./api-call.ts";
import { expand } from "./expand.ts";
import { canonicalForm, type FormTree, readForm, UnreadableForm } from "./form-body.ts";
import { Idempotency } from "./idempotency.ts";
import { moneyRoutes } from "./money-routes.ts";
import { payerRoutes } from "./payer-routes.ts";
import { paymentRoutes } from "./payment-routes.ts";
import { sessionRoutes } from "./session-routes.ts";
import { apiVersion, type StripeAccount } from "./stripe-account.server.ts";
import { invalid, StripeFailure } from "./stripe-failure.ts";

const routes = compile({ ...sessionRoutes, ...paymentRoutes, ...moneyRoutes, ...payerRoutes });

export interface ApiServerOptions {
  readonly account: StripeAccount;
  readonly secretKey: string;
  readonly faults: AnswerFaults;
  /** Where the hosted pages are, known once the server listens. */
  checkoutAt(): string;
  /** Lets the banks do what the clock says they have done by now, before any question is answered. */
  catchUp(): void;
}

/** Serves `/v1/…` as documented: authentication, version, form bodies, idempotency, expansion, errors. */
export function serveApi(app: Express, options: ApiServerOptions): void {
  const idempotency = new Idempotency(options.account);
  app.use("/v1", express.text({ type: () => true, limit: "1mb" }), (request, response, next) => {
    // Express takes the mount path off `path`; faults and routes are named by the whole one.
    request.url = request.originalUrl;
    answerUnderFaults(options.faults, request, response, serverError, (strike) =>
      answer(options, idempotency, request, strike),
    ).catch(next);
  });
}

async function answer(
  options: ApiServerOptions,
  idempotency: Idempotency,
  request: Request,
  strike: Strike,
): Promise<Answer> {
  const { account } = options;
  const requestId = account.newId("req", 14);
  const key = request.method === "POST" ? (request.get("idempotency-key") ?? null) : null;
  const headers = {
    "request-id": requestId,
    "stripe-version": apiVersion,
    ...(key === null ? {} : { "idempotency-key": key, "original-request": requestId }),
  };
  try {
    authenticate(request, options.secretKey);
    checkVersion(request);
    const parameters = parametersOf(request);
    const asked = {
      method: request.method,
      path: request.path,
      parameters: canonicalForm(parameters),
    };
    const known = key === null ? null : idempotency.begin(key, asked);
    if (known)
      return {
        status: known.status,
        headers: { ...headers, "original-request": known.requestId, "idempotent-replayed": "true" },
        body: known.body,
      };
    try {
      await strike.pause();
      options.catchUp();
      const given = strike.spoil(
        perform(options, request, parameters, { id: requestId, idempotencyKey: key }),
      );
      if (key !== null) idempotency.store(key, { ...asked, ...given, requestId });
      return { ...given, headers };
    } finally {
      if (key !== null) idempotency.end(key);
    }
  } catch (failure) {
    if (failure instanceof StripeFailure) return { ...errorAnswer(failure), headers };
    throw failure;
  }
}

/** Does the work. Refusals after it had begun are answers like others (they are stored for the key); before, they are thrown on. */
function perform(
  options: ApiServerOptions,
  request: Request,
  parameters: FormTree,
  cause: { id: string; idempotencyKey: string | null },
): Answer {
  const { account } = options;
  const route = routes.find(
    ({ method, path }) => method === request.method && path.test(request.path),
  );
  if (route === undefined)
    throw new StripeFailure(404, {
      type: "invalid_request_error",
      message: `Unrecognized request URL (${request.method}: ${request.path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    });
  const ids = (route.path.exec(request.path) ?? []).slice(1).map(decodeURIComponent);
  account.cause = cause;
  try {
    const object = route.handle({ account, parameters, ids, checkoutAt: options.checkoutAt() });
    const paths = Object.values((parameters.expand ?? {}) as Record<string, string>);
    return { status: 200, body: JSON.stringify(expand(account, object, paths), null, 2) };
  } catch (failure) {
    if (failure instanceof StripeFailure && failure.stored) return errorAnswer(failure);
    throw failure;
  } finally {
    account.cause = null;
  }
}

function authenticate(request: Request, secretKey: string): void {
  const header = request.get("authorization") ?? "";
  const basic = /^Basic (.+)$/.exec(header)?.[1];
  const given = basic
    ? Buffer.from(basic, "base64").toString().split(":")[0]
    : /^Bearer (.+)$/.exec(header)?.[1];
  if (!given)
    throw new StripeFailure(401, {
      type: "invalid_request_error",
      message:
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    });
  const [left, right] = [Buffer.from(given), Buffer.from(secretKey)];
  if (left.length !== right.length || !timingSafeEqual(left, right))
    throw new StripeFailure(401, {
      type: "invalid_request_error",
      message: `Invalid API Key provided: ${given.slice(0, 8)}****${given.slice(-4)}`,
    });
}

function checkVersion(request: Request): void {
  const version = request.get("stripe-version") ?? apiVersion;
  if (version !== apiVersion)
    throw invalid(
      undefined,
      `Invalid Stripe API version: ${version}; the stand-in speaks ${apiVersion}.`,
    );
}

function parametersOf(request: Request): FormTree {
  const query = request.originalUrl.split("?")[1] ?? "";
  const written = request.method === "POST" && typeof request.body === "string" ? request.body : "";
  const type = request.get("content-type") ?? "";
  if (written !== "" && !type.startsWith("application/x-www-form-urlencoded"))
    throw invalid(
      undefined,
      `Invalid request: the content type must be application/x-www-form-urlencoded, not ${type || "nothing"}.`,
    );
  try {
    return readForm(request.method === "POST" ? written : query);
  } catch (failure) {
    if (failure instanceof UnreadableForm) throw invalid(undefined, failure.message);
    throw failure;
  }
}

function errorAnswer({ status, body }: StripeFailure): Answer {
  return { status, body: JSON.stringify({ error: body }, null, 2) };
}

function serverError(): Answer {
  return errorAnswer(
    new StripeFailure(500, {
      type: "api_error",
      message:
        "Sorry! There was an error while talking to one of our backends. (Planned by the stand-in.)",
    }),
  );
}

function compile(table: Routes) {
  return Object.entries(table).map(([name, handle]) => {
    const [method = "", pattern = ""] = name.split(" ");
    return { method, path: new RegExp(`^${pattern.replace(/:id/g, "([^/]+)")}$`), handle };
  });
}
