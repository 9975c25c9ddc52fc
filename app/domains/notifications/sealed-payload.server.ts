import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";

/**
 * A frozen mail holds links and codes that let somebody in, so that a copy of the database must not be enough to read it:
 * AES-256-GCM, the key derived from the installation's secret (HKDF-SHA-256), the row's id as additional data, so that
 * a payload moved to another row does not open. Compressed first, because nothing compresses it afterwards. Answers "v1.nonce.tag.ciphertext", base64url.
 */
export function sealPayload(payload: string, rowId: string, appSecret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(appSecret), nonce);
  cipher.setAAD(Buffer.from(rowId));
  const sealed = Buffer.concat([
    cipher.update(deflateRawSync(payload, { level: 1 })),
    cipher.final(),
  ]);
  return ["v1", nonce, cipher.getAuthTag(), sealed]
    .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
    .join(".");
}

/** The payload again; null when it was purged, altered, moved, or sealed under another secret. */
export function openPayload(
  sealed: string | null,
  rowId: string,
  appSecret: string,
): string | null {
  const [version, nonce, tag, content] = sealed?.split(".") ?? [];
  if (version !== "v1" || !nonce || !tag || !content) return null;
  try {
    const decipher = createDecipheriv(
      "aes-256-gcm",
      keyFrom(appSecret),
      Buffer.from(nonce, "base64url"),
      { authTagLength: 16 },
    );
    decipher.setAAD(Buffer.from(rowId));
    decipher.setAuthTag(Buffer.from(tag, "base64url"));
    const opened = decipher.update(Buffer.from(content, "base64url"));
    return inflateRawSync(Buffer.concat([opened, decipher.final()])).toString("utf8");
  } catch {
    return null;
  }
}

const keys = new Map<string, Buffer>();

function keyFrom(appSecret: string): Buffer {
  let key = keys.get(appSecret);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", appSecret, "", "portal mail payload", 32));
    keys.set(appSecret, key);
  }
  return key;
}
