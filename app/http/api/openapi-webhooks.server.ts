import { z } from "zod";
import { apiScopes } from "#app/domains/accounts/api-keys.server.ts";
import { eventTypes } from "#app/platform/event-types.ts";
import { idempotencyKey, inPath, instant, json, language, responses } from "./openapi-parts.ts";

export const event = z.object({
  id: z.string(),
  type: z.enum(eventTypes),
  createdAt: instant,
  customerNumber: z.string(),
  subject: z.object({ type: z.string(), id: z.string(), number: z.string().nullable() }),
  data: z.record(z.string(), z.unknown()),
});

const webhookEndpoint = z.object({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  eventTypes: z.array(z.string()).nullable().describe("null: every type"),
  createdAt: instant,
  disabledAt: instant.nullable(),
  disabledWhy: z
    .enum(["by-hand", "gone", "failing"])
    .nullable()
    .describe("gone: it answered 410; failing: three days without one success"),
  lastDeliveredAt: instant.nullable(),
  failingSince: instant.nullable(),
});

const signedHeader = (name: string, description: string) => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
});
/** What an endpoint is sent (standardwebhooks.com). */
const pushedEvent = {
  summary: "An event, as GET /events tells it",
  description:
    "At least once, in no certain order: know it by webhook-id, which never changes. A 2xx within ten seconds takes it; 410 ends the endpoint; redirects are not followed; everything else is tried again for three days, later and later. A test from the portal has the type webhook.test and customerNumber null.",
  parameters: [
    signedHeader("webhook-id", "The same at every try and replay"),
    signedHeader("webhook-timestamp", "Seconds since 1970; refuse what is older than 5 minutes"),
    signedHeader(
      "webhook-signature",
      "v1,{base64 of HMAC-SHA-256 over id.timestamp.body}; two, by a blank apart, for a day after a change of secret",
    ),
  ],
  requestBody: { required: true, content: json(event) },
  responses: { "2XX": { description: "Taken" }, 410: { description: "Never again" } },
};

/** Where events are pushed to, and what arrives there. */
export function webhookPaths(endpointInput: z.ZodType) {
  return {
    "/webhook-endpoints": {
      get: {
        operationId: "getWebhookEndpoints",
        summary: "List where events are pushed to",
        description: `Scope ${apiScopes[5]}.`,
        parameters: [language],
        responses: responses({ 200: z.object({ data: z.array(webhookEndpoint) }) }, []),
      },
      post: {
        operationId: "postWebhookEndpoint",
        summary: "Have events pushed to a URL",
        description: `Scope ${apiScopes[5]}. The secret is in this answer and nowhere else. Twenty endpoints at most.`,
        parameters: [idempotencyKey, language],
        requestBody: { required: true, content: json(endpointInput) },
        responses: responses(
          { 201: webhookEndpoint.extend({ secret: z.string() }) },
          [400, 409, 413, 415, 422],
        ),
        callbacks: { event: { "{$request.body#/url}": { post: pushedEvent } } },
      },
    },
    "/webhook-endpoints/{id}": {
      get: {
        operationId: "getWebhookEndpoint",
        summary: "Read one endpoint and how it does",
        description: `Scope ${apiScopes[5]}.`,
        parameters: [inPath("id"), language],
        responses: responses({ 200: webhookEndpoint }, [404]),
      },
      delete: {
        operationId: "deleteWebhookEndpoint",
        summary: "Stop pushing to an endpoint and forget it",
        description: `Scope ${apiScopes[5]}.`,
        parameters: [inPath("id"), idempotencyKey, language],
        responses: {
          204: { description: "Done" },
          ...responses({}, [404]),
        },
      },
    },
  };
}
