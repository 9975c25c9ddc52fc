import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import type { ViteDevServer } from "vite";
import { languageCookieFor } from "#app/http/language.server.ts";
import type { Islands } from "#app/http/load-context.ts";
import { outletOf } from "#app/http/outlet.server.ts";
import { isFromOurPages } from "#app/http/same-origin.server.ts";
import { securityHeaders } from "#app/http/security-headers.ts";
import type { Context } from "#app/platform/context.server.ts";
import { operatorRoutes } from "./operator-routes.server.ts";

export interface WebServer {
  readonly port: number;
  /** Stops accepting, lets running requests finish (10 s at most), then closes. */
  close(): Promise<void>;
}

/** A form with ten attachments fits; the API has limits of its own. */
const largestForm = 30 * 1024 * 1024;

const root = fileURLToPath(new URL("../../", import.meta.url));
const clientDirectory = path.join(root, "build/client");

/**
 * The web process: Express in front of Remix. Binds `config.host` only (127.0.0.1 unless told otherwise: a reverse proxy
 * ends TLS). Refuses to start without a build, unless developing.
 */
export async function startWebServer(
  context: Context,
  options: { development?: boolean; mailbox?: string | null } = {},
): Promise<WebServer> {
  const { config } = context;
  const development = options.development ?? false;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", config.trustProxy);

  const server = http.createServer(app);
  // A batch of a million invoices takes as long as it takes: Node would cut a request that arrives for more than 300 s.
  server.requestTimeout = 0;
  const { vite, build, islands } = development
    ? await developmentBuild(server)
    : await finishedBuild();

  app.use(operatorRoutes(context));
  app.use((_request, response, next) => {
    const nonce = randomBytes(16).toString("base64");
    const requestId = randomUUID();
    response.locals.nonce = nonce;
    response.locals.requestId = requestId;
    response.setHeader("x-request-id", requestId);
    const headers = securityHeaders({
      nonce,
      checkoutOrigins: config.stripe.checkoutOrigins,
      https: config.appUrl.startsWith("https:"),
      development,
    });
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    next();
  });
  app.use((request, response, next) => {
    const { method, path, headers } = request;
    if (!isFromOurPages({ method, path, origin: headers.origin, host: headers.host }, config)) {
      response.status(403).type("text/plain").send("This form does not come from our pages.\n");
      return;
    }
    const language = languageCookieFor(config, request.query.lang);
    if (language) response.append("set-cookie", language);
    next();
  });
  app.use(
    compression({
      level: 1,
      // A streamed answer must leave line by line, not when a compressor's window is full.
      filter: (request, response) =>
        !String(response.getHeader("content-type") ?? "").startsWith("application/x-ndjson") &&
        compression.filter(request, response),
    }),
  );

  if (vite) {
    app.use(vite.middlewares);
  } else {
    const forever = { immutable: true, maxAge: "1y", index: false, redirect: false } as const;
    app.use("/assets", express.static(path.join(clientDirectory, "assets"), forever));
    app.use("/islands", express.static(path.join(clientDirectory, "islands"), forever));
  }
  app.use(
    express.static(path.join(root, "public"), { maxAge: "1h", index: false, redirect: false }),
  );

  app.use((request, response, next) => {
    // A form says its length (RFC 9112 §6.3); what does not, or is larger than any form of ours, is not read at all.
    const isForm = /^(POST|PUT|PATCH|DELETE)$/.test(request.method);
    const ownLimits = /^\/(api|webhooks)\//.test(request.path);
    const tooLarge = Number(request.get("content-length") ?? 0) > largestForm;
    if (isForm && !ownLimits && (tooLarge || request.get("transfer-encoding") !== undefined)) {
      response
        .status(413)
        .type("text/plain")
        .send("This is too large to send. Add fewer documents.\n");
      return;
    }
    next();
  });
  app.all(
    "*",
    createRequestHandler({
      build,
      mode: development ? "development" : "production",
      getLoadContext: (request, response) => ({
        context,
        nonce: response.locals.nonce as string,
        requestId: response.locals.requestId as string,
        clientAddress: request.ip ?? "",
        islands,
        mailbox: options.mailbox ?? null,
        outlet: outletOf(response),
      }),
    }),
  );

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : config.port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const impatience = setTimeout(() => server.closeAllConnections(), 10_000);
      await closed;
      clearTimeout(impatience);
      await vite?.close();
    },
  };
}

interface LoadedBuild {
  vite?: ViteDevServer;
  build: ServerBuild | (() => Promise<ServerBuild>);
  islands: Islands;
}

async function finishedBuild(): Promise<LoadedBuild> {
  const entry = path.join(root, "build/server/index.js");
  if (!existsSync(entry)) throw new Error("There is no build yet: run `npm run build` first.");
  const manifest = JSON.parse(
    readFileSync(path.join(clientDirectory, "islands/manifest.json"), "utf8"),
  ) as Record<string, { file: string; isEntry?: boolean }>;
  const islands = Object.fromEntries(
    Object.entries(manifest)
      .filter(([, chunk]) => chunk.isEntry)
      .map(([source, chunk]) => [path.basename(source, ".ts"), `/islands/${chunk.file}`]),
  );
  return { build: (await import(pathToFileURL(entry).href)) as ServerBuild, islands };
}

async function developmentBuild(server: http.Server): Promise<LoadedBuild> {
  const { createServer } = await import("vite");
  const vite = await withoutExits(() =>
    createServer({
      root,
      server: { middlewareMode: true, hmr: { server } },
      appType: "custom",
    }),
  );
  const names = readdirSync(path.join(root, "app/islands")).filter((name) => name.endsWith(".ts"));
  return {
    vite,
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
    islands: Object.fromEntries(
      names.map((name) => [path.basename(name, ".ts"), `/app/islands/${name}`]),
    ),
  };
}

/**
 * The Remix plugin starts a Vite of its own, which ends the whole process at SIGTERM and at the end of stdin: in the middle of
 * our stopping in order. What it listens to while `start` runs is not listened to afterwards.
 */
async function withoutExits<T>(start: () => Promise<T>): Promise<T> {
  const before = [process.listeners("SIGTERM"), process.stdin.listeners("end")];
  const started = await start();
  for (const listener of process.listeners("SIGTERM"))
    if (!before[0]?.includes(listener)) process.off("SIGTERM", listener);
  for (const listener of process.stdin.listeners("end"))
    if (!before[1]?.includes(listener)) process.stdin.off("end", listener as () => void);
  return started;
}
