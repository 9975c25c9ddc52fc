import { createHmac } from "node:crypto";

/**
 * The svix headers of Resend's webhooks (Standard Webhooks, symmetric): HMAC-SHA256 of "id.timestamp.body" with the key that the
 * secret holds in base64 after `whsec_`.
 */
export function svixHeaders(
  secret: string,
  id: string,
  body: string,
  at: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "svix-id": id, "svix-timestamp": timestamp, "svix-signature": `v1,${signature}` };
}
