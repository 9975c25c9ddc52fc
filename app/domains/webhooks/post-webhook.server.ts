import { lookup as resolveName } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { seconds } from "#app/platform/duration.ts";
import { isPublicAddress } from "./public-address.ts";
import { hostOf, isAddress } from "./target-url.ts";

export type NoAnswer = "timeout" | "address-refused" | "name-unknown" | "tls" | "unreachable";
/** What came back: a status with the beginning of what was said, or why nothing did. */
export type WebhookAnswer =
  | { readonly status: number; readonly excerpt: string }
  | { readonly error: NoAnswer };

export interface Address {
  address: string;
  family: number;
}

export interface PostOptions {
  readonly allowPrivate: boolean;
  /** Of a name; replaced by tests that lie. */
  readonly resolve?: (name: string) => Promise<Address[]>;
  /** For the whole exchange, milliseconds. */
  readonly timeout?: number;
}

const mostRead = 4096;
const longestExcerpt = 500;

class AddressRefused extends Error {}

/**
 * Sends one message and waits for the answer: ten seconds in all, no redirect followed, at most 4 KB read. The address is judged
 * between resolving and connecting, on the very addresses that are connected to, so that a name that points elsewhere the second
 * time (DNS rebinding) gains nothing. Node's own client, since its `lookup` is that place.
 */
export function postWebhook(
  target: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  { allowPrivate, resolve = resolveAll, timeout = seconds(10) }: PostOptions,
): Promise<WebhookAnswer> {
  const url = new URL(target);
  const host = hostOf(url);
  // An address is connected to without a look-up.
  if (!allowPrivate && (url.protocol !== "https:" || (isAddress(host) && !isPublicAddress(host))))
    return Promise.resolve({ error: "address-refused" });
  const signal = AbortSignal.timeout(timeout);
  return new Promise((settle) => {
    const request = (url.protocol === "https:" ? https : http).request(url, {
      method: "POST",
      // A connection of its own: one that is kept could outlive its judgement.
      agent: false,
      signal,
      lookup: judgedLookup(resolve, allowPrivate),
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "invoice-portal-webhooks/1",
        ...headers,
      },
    });
    let isAnswered = false;
    request.on("error", (error) => {
      if (!isAnswered) settle({ error: reasonOf(error, signal) });
    });
    request.on("response", (response) => {
      isAnswered = true;
      const chunks: Buffer[] = [];
      let length = 0;
      // The status is the answer; however the rest ends, it is an excerpt.
      const finish = () => {
        settle({ status: response.statusCode ?? 0, excerpt: excerptOf(Buffer.concat(chunks)) });
        request.destroy();
      };
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= mostRead) finish();
      });
      response.on("end", finish);
      response.on("error", finish);
      response.on("close", finish);
    });
    request.end(body);
  });
}

function resolveAll(name: string): Promise<Address[]> {
  return resolveName(name, { all: true });
}

function judgedLookup(
  resolve: (name: string) => Promise<Address[]>,
  allowPrivate: boolean,
): LookupFunction {
  return (name, options, done) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses;
        // One that is not public among others is a mistake or an attack: neither is answered by trying the next.
        if (!first || !(allowPrivate || addresses.every(({ address }) => isPublicAddress(address))))
          return done(new AddressRefused(), []);
        return options.all ? done(null, addresses) : done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, []),
    );
  };
}

function reasonOf(error: NodeJS.ErrnoException, signal: AbortSignal): NoAnswer {
  if (error instanceof AddressRefused) return "address-refused";
  if (signal.aborted) return "timeout";
  const code = error.code ?? "";
  if (/^(ENOTFOUND|EAI_|ENODATA)/.test(code)) return "name-unknown";
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_|UNABLE_TO|EPROTO)/.test(code)) return "tls";
  return "unreachable";
}

/** Text for people: without control characters, which PostgreSQL would refuse as well (U+0000). */
function excerptOf(bytes: Buffer): string {
  return (
    new TextDecoder()
      .decode(bytes.subarray(0, mostRead))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "")
      .slice(0, longestExcerpt)
      // Half of a pair at the cut.
      .replace(/[\ud800-\udbff]$/, "")
  );
}
