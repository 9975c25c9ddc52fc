import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { type Seal, seal, unseal } from "#app/platform/sealed.server.ts";

/** A secret as Standard Webhooks writes it: 256 random bits behind a mark that secret scanners know. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

export function sealSigningSecret(secret: string, endpointId: string, appSecret: string): string {
  return seal(Buffer.from(secret), sealOf(endpointId, appSecret));
}

export interface SealedSecrets {
  id: string;
  secret: string;
  previousSecret: string | null;
  previousSecretUntil: Date | null;
}

export interface Message {
  id: string;
  timestamp: Date;
  body: string;
}

/**
 * The headers that prove a message (Standard Webhooks): a signature by the secret, and one by the secret before it while it is valid.
 * Null when the secret does not open: it was sealed under another APP_SECRET.
 */
export function signedHeaders(
  endpoint: SealedSecrets,
  message: Message,
  appSecret: string,
): Record<string, string> | null {
  const { previousSecretUntil } = endpoint;
  const isPreviousValid = previousSecretUntil !== null && message.timestamp < previousSecretUntil;
  const opened = [endpoint.secret, isPreviousValid ? endpoint.previousSecret : null].map((sealed) =>
    unseal(sealed, sealOf(endpoint.id, appSecret)),
  );
  if (!opened[0]) return null;
  const secrets = opened.filter((secret) => secret !== null);
  return {
    "webhook-id": message.id,
    "webhook-timestamp": String(Math.floor(message.timestamp.getTime() / 1000)),
    "webhook-signature": secrets
      .map((secret) =>
        new Webhook(secret.toString("utf8")).sign(message.id, message.timestamp, message.body),
      )
      .join(" "),
  };
}

function sealOf(endpointId: string, appSecret: string): Seal {
  return { purpose: "portal webhook secret", rowId: endpointId, appSecret };
}
