import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { seconds } from "./duration.ts";
import { type FileStore, keyOf } from "./files.server.ts";
import type { S3Config } from "./files-config.ts";

interface Options {
  /** Milliseconds that one answer may take, retries and the body included. */
  readonly patience?: number;
}

/** How often the service is asked again after 5xx, 429, or another upload of the same bytes at the same instant. */
const retries = 2;

/**
 * Files in a bucket of an S3-compatible service, under the keys that the disk store has as paths: copying one to the other is
 * moving house. Throws with what the service said when it neither keeps nor finds.
 */
export function s3FileStore(config: S3Config, { patience = seconds(30) }: Options = {}): FileStore {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = config;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries });

  const ask = async (method: "GET" | "PUT", hash: string, init: RequestInit = {}) => {
    const url = `${endpoint}/${bucket}/${keyOf(hash)}`;
    const what = `${method} ${url}`;
    try {
      const signal = AbortSignal.timeout(patience);
      const response = await client.fetch(url, { ...init, method, signal });
      // Read here, so that the patience covers it, and no connection is left waiting to be read.
      const body = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, body, refusal: () => refusalOf(what, response, body) };
    } catch (error) {
      const late = error instanceof Error && error.name === "TimeoutError";
      throw new Error(
        late
          ? `The file store did not answer within ${patience} ms: ${what}`
          : `The file store cannot be reached: ${what}`,
        { cause: error },
      );
    }
  };

  return {
    async put(bytes) {
      const hash = createHash("sha256").update(bytes).digest("hex");
      for (let attempt = 0; ; attempt += 1) {
        const { status, refusal } = await ask("PUT", hash, {
          body: bytes as Uint8Array<ArrayBuffer>,
          headers: {
            "content-type": "application/octet-stream",
            // The name is the checksum: the service refuses bytes that arrive as others.
            "x-amz-content-sha256": hash,
            // What is there is not written again (no new version, no later date). 412 then; services that do not know the
            // condition write the same bytes, which harms nobody.
            "if-none-match": "*",
          },
        });
        if (status === 200 || status === 412) return hash;
        // 409: the same bytes are just being written by somebody else, who may yet fail.
        if (status !== 409 || attempt === retries) throw refusal();
      }
    },
    async get(hash) {
      const { status, body, refusal } = await ask("GET", hash);
      if (status === 200) return body;
      // A bucket that is not there answers 404 too: that is no missing file but a wrong name.
      if (status === 404 && codeIn(body) !== "NoSuchBucket") return null;
      throw refusal();
    },
  };
}

function refusalOf(what: string, { status }: Response, body: Uint8Array): Error {
  const code = codeIn(body);
  const hint =
    status === 403
      ? ". The access key must be allowed to get and put objects and to list the bucket"
      : "";
  return new Error(`The file store answered ${status}${code ? ` ${code}` : ""}: ${what}${hint}`);
}

/** `<Code>SlowDown</Code>` of the XML that S3 explains itself with; null when it says nothing. */
function codeIn(body: Uint8Array): string | null {
  const start = new TextDecoder().decode(body.subarray(0, 2000));
  return /<Code>([A-Za-z0-9.]{1,80})<\/Code>/.exec(start)?.[1] ?? null;
}
