import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { S3Config } from "#app/platform/files-config.ts";

interface Answer {
  status: number;
  code: string;
}

export interface S3Server {
  /** What a store needs to reach it. */
  readonly config: S3Config;
  /** By bucket and key: `bucket/ab/ab12…`. */
  readonly objects: Map<string, Buffer>;
  /** `PUT 200`, `GET 404`… in order. */
  readonly asked: string[];
  /** The next answers, in order, instead of the right ones; "silence" is none at all. */
  readonly instead: (Answer | "silence")[];
  stop(): Promise<void>;
}

/**
 * A bucket on loopback that believes nobody: it computes Signature Version 4 by itself, from Amazon's description ("Signature
 * Calculations for the Authorization Header"), and checks the checksum and the age of what arrives. Knows GET and PUT with
 * If-None-Match.
 */
export async function startS3Server(): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  const instead: S3Server["instead"] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat((await request.toArray()) as Buffer[]);
    const other = instead.shift();
    if (other === "silence") return;
    const problem = other ?? refuse(request, body, config) ?? keep(request, body, objects, config);
    const { status, code } = "status" in problem ? problem : { status: 200, code: "" };
    asked.push(`${request.method} ${status}`);
    if ("found" in problem) response.writeHead(200).end(problem.found);
    else answer(response, status, code);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const config: S3Config = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bucket: "portal-files",
    region: "eu-test-1",
    accessKeyId: "AKIATEST",
    secretAccessKey: "the+secret/of the test",
  };
  return {
    config,
    objects,
    asked,
    instead,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, status: number, code: string): void {
  if (!code) return void response.writeHead(status).end();
  response
    .writeHead(status, { "content-type": "application/xml" })
    .end(`<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`);
}

function keep(
  request: IncomingMessage,
  body: Buffer,
  objects: Map<string, Buffer>,
  { bucket }: S3Config,
): Answer | { found: Buffer } {
  const place = decodeURIComponent(request.url!.slice(1));
  if (!place.startsWith(`${bucket}/`)) return { status: 404, code: "NoSuchBucket" };
  const found = objects.get(place);
  if (request.method === "GET") return found ? { found } : { status: 404, code: "NoSuchKey" };
  if (found && request.headers["if-none-match"] === "*")
    return { status: 412, code: "PreconditionFailed" };
  objects.set(place, body);
  return { status: 200, code: "" };
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string) =>
  createHmac("sha256", key).update(data).digest();

function refuse(request: IncomingMessage, body: Buffer, config: S3Config): Answer | null {
  const header = (name: string) => String(request.headers[name] ?? "");
  const [, credential, signedHeaders, signature] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      header("authorization"),
    ) ?? [];
  if (!credential || !signedHeaders) return { status: 403, code: "AccessDenied" };
  const at = header("x-amz-date");
  const [, ...parts] = /^(....)(..)(..)T(..)(..)(..)Z$/.exec(at) ?? [];
  const [year, month, day, hour, minute, second] = parts.map(Number);
  const sent = Date.UTC(year!, month! - 1, day, hour, minute, second);
  if (!(Math.abs(Date.now() - sent) < 15 * 60_000))
    return { status: 403, code: "RequestTimeTooSkewed" };
  const names = signedHeaders.split(";");
  const unsigned = Object.keys(request.headers).filter(
    (name) => (name === "host" || name.startsWith("x-amz-")) && !names.includes(name),
  );
  if (unsigned.length > 0) return { status: 403, code: "AccessDenied" };

  const scope = [at.slice(0, 8), config.region, "s3", "aws4_request"];
  const [path = "", query = ""] = request.url!.split("?");
  const payloadHash = header("x-amz-content-sha256");
  const canonical = [
    request.method,
    path,
    query.split("&").toSorted().join("&"),
    ...names.map((name) => `${name}:${header(name).trim().replace(/ +/g, " ")}`),
    "",
    signedHeaders,
    payloadHash,
  ].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", at, scope.join("/"), sha256(canonical)].join("\n");
  const key = scope.reduce<string | Buffer>(hmac, `AWS4${config.secretAccessKey}`);
  const expected = hmac(key, toSign).toString("hex");
  if (credential !== [config.accessKeyId, ...scope].join("/") || signature !== expected)
    return { status: 403, code: "SignatureDoesNotMatch" };
  if (payloadHash !== "UNSIGNED-PAYLOAD" && payloadHash !== sha256(body))
    return { status: 400, code: "XAmzContentSHA256Mismatch" };
  return null;
}
