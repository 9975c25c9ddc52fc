import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** What a secret of the database is sealed for: each purpose has a key of its own. */
export interface Seal {
  /** "portal mail payload" */
  readonly purpose: string;
  /** The row's id: what is moved to another row does not open. */
  readonly rowId: string;
  readonly appSecret: string;
}

/**
 * Seals what must not be read from a copy of the database alone: AES-256-GCM, the key derived from the installation's secret
 * (HKDF-SHA-256) for one purpose, the row's id as additional data. Answers "v1.nonce.tag.ciphertext", base64url.
 */
export function seal(content: Uint8Array, { purpose, rowId, appSecret }: Seal): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(appSecret, purpose), nonce);
  cipher.setAAD(Buffer.from(rowId));
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return ["v1", nonce, cipher.getAuthTag(), sealed]
    .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
    .join(".");
}

/** The content again; null when it was purged, altered, moved, or sealed for another purpose or under another secret. */
export function unseal(sealed: string | null, { purpose, rowId, appSecret }: Seal): Buffer | null {
  const [version, nonce, tag, content] = sealed?.split(".") ?? [];
  if (version !== "v1" || !nonce || !tag || !content) return null;
  try {
    const decipher = createDecipheriv(
      "aes-256-gcm",
      keyFrom(appSecret, purpose),
      Buffer.from(nonce, "base64url"),
      { authTagLength: 16 },
    );
    decipher.setAAD(Buffer.from(rowId));
    decipher.setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(content, "base64url")), decipher.final()]);
  } catch {
    return null;
  }
}

const keys = new Map<string, Buffer>();

function keyFrom(appSecret: string, purpose: string): Buffer {
  const name = `${purpose}\n${appSecret}`;
  let key = keys.get(name);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", appSecret, "", purpose, 32));
    keys.set(name, key);
  }
  return key;
}
