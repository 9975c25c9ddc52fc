import http from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import type { Context } from "#app/platform/context.server.ts";

type RouteModule = Record<string, unknown>;

/**
 * The API's routes behind Remix and Express on a free loopback port, as the web process serves them, without a build: what
 * streams, aborts and overflows is then real. Paths are Remix route paths: "api/v1/invoices/:number".
 */
export async function startApiServer(
  context: Context,
  routes: Record<string, RouteModule>,
): Promise<{ url: string; close(): Promise<void> }> {
  const app = express();
  app.disable("x-powered-by");
  app.all(
    "*",
    createRequestHandler({
      build: buildOf(routes),
      mode: "production",
      getLoadContext: (request) => ({
        context,
        nonce: "",
        requestId: "test",
        clientAddress: request.ip ?? "",
        islands: {},
        mailbox: null,
      }),
    }),
  );
  const server = http.createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function buildOf(routes: Record<string, RouteModule>): ServerBuild {
  const build = {
    mode: "production",
    isSpaMode: false,
    publicPath: "/",
    assetsBuildDirectory: "",
    basename: "/",
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
    entry: {
      module: {
        default: () => {
          throw new Error("The API has no pages");
        },
      },
    },
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_routeConfig: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
      unstable_optimizeDeps: false,
    },
    routes: Object.fromEntries(
      Object.entries(routes).map(([path, module]) => [path, { id: path, path, module }]),
    ),
  };
  return build as unknown as ServerBuild;
}
