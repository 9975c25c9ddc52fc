import { describe, expect, it } from "vitest";
import { outcomeOfError } from "./resend.server.ts";

const error = (statusCode: number | null, name = "application_error") => ({
  statusCode,
  name,
  message: "…",
});

describe("what an error says about whether a mail went out", () => {
  it.each([
    [null, "application_error", "unknown"],
    [500, "internal_server_error", "unknown"],
    [502, "application_error", "unknown"],
    [409, "concurrent_idempotent_requests", "unknown"],
    [408, "application_error", "unknown"],
    [409, "invalid_idempotent_request", "key-conflict"],
    [429, "rate_limit_exceeded", "slow-down"],
    [429, "daily_quota_exceeded", "slow-down"],
    [401, "missing_api_key", "not-allowed"],
    [403, "validation_error", "not-allowed"],
    [400, "validation_error", "refused"],
    [422, "invalid_parameter", "refused"],
  ] as const)("%s %s: %s", (statusCode, name, outcome) => {
    expect(outcomeOfError(error(statusCode, name), {}).outcome).toBe(outcome);
  });

  it("goes by the name when a body does not repeat the status", () => {
    const unnamed = { name: "rate_limit_exceeded", message: "" } as never;
    expect(outcomeOfError(unnamed, {}).outcome).toBe("slow-down");
  });

  it.each([
    [{ "retry-after": "7" }, 7000],
    [{ "ratelimit-reset": "3" }, 3000],
    [{ "retry-after": "0" }, 1000],
    [{ "retry-after": "soon" }, 1000],
    [{}, 1000],
  ])("waits as %j asks", (headers, wait) => {
    expect(outcomeOfError(error(429), headers as Record<string, string>)).toMatchObject({
      retryAfter: wait,
    });
  });

  it("waits at least an hour for a quota", () => {
    expect(outcomeOfError(error(429, "daily_quota_exceeded"), {})).toMatchObject({
      retryAfter: 3_600_000,
    });
  });
});
