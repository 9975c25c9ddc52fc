import { z } from "zod";
import type { IntegrationViewer, StaffViewer } from "#app/domains/accounts/viewer.ts";
import { eventTypes } from "#app/platform/event-types.ts";

/** Who may have endpoints: managers, and systems whose key may (the API asks for the scope). */
export type EndpointManager = StaffViewer | IntegrationViewer;

export function mayManageEndpoints(viewer: EndpointManager): boolean {
  return viewer.kind === "integration" || viewer.role === "manager";
}

/** What is said to make one. Its URL is judged by `readTargetUrl`. */
export const endpointInput = z.strictObject({
  url: z.string().trim().describe("https only, without user or password"),
  description: z.string().trim().max(200).default("").describe("To know it by"),
  eventTypes: z
    .array(z.enum(eventTypes))
    .min(1)
    .nullable()
    .default(null)
    .describe("null or absent: every type, those of later releases too"),
});
export type EndpointInput = z.output<typeof endpointInput>;

export type DisabledWhy = "by-hand" | "gone" | "failing";

/** An endpoint as people and systems see it: without its secret. */
export interface Endpoint {
  id: string;
  url: string;
  description: string;
  eventTypes: readonly string[] | null;
  createdAt: Date;
  disabledAt: Date | null;
  disabledWhy: DisabledWhy | null;
  lastDeliveredAt: Date | null;
  failingSince: Date | null;
}

/** Enough for every system of a biller; each is a lane of its own in the worker. */
export const mostEndpoints = 20;
