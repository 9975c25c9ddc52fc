import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import { afterEach, expect, test, vi } from "vitest";
import { bodyOf, outletOf } from "./outlet.server.ts";

const partSize = 64 * 1024;
const parts = 2000;
let server: http.Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A download of 125 MB behind Remix, compressor and Express, as the web process has them, and how far it has come. */
async function serve(): Promise<{ port: number; progress: { made: number; ended: boolean } }> {
  const progress = { made: 0, ended: false };
  async function* made() {
    try {
      for (; progress.made < parts; progress.made += 1) yield "x".repeat(partSize);
    } finally {
      progress.ended = true;
    }
  }
  const loader = ({ context }: { context: AppLoadContext }) =>
    new Response(bodyOf(made(), context.outlet), { headers: { "content-type": "text/csv" } });
  const build = {
    basename: "/",
    assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
    entry: { module: { default: () => new Response() } },
    future: { v3_singleFetch: true },
    routes: { list: { id: "list", path: "list", module: { loader } } },
  };
  const app = express();
  app.use(compression({ level: 1 }));
  app.all(
    "*",
    createRequestHandler({
      build: build as unknown as ServerBuild,
      mode: "production",
      getLoadContext: (_request, response) =>
        ({ outlet: outletOf(response) }) as unknown as AppLoadContext,
    }),
  );
  server = app.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, progress };
}

async function ask(port: number, headers: Record<string, string> = {}) {
  const request = http.get({ port, host: "127.0.0.1", path: "/list", headers });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  return { request, response };
}

/** Resolves when nothing has been made between two looks. */
async function standstill(progress: { made: number }): Promise<void> {
  let before = -1;
  await vi.waitFor(
    () => {
      const moved = progress.made !== before;
      before = progress.made;
      expect(moved).toBe(false);
    },
    { interval: 200, timeout: 20_000 },
  );
}

test("a client that does not read holds the work up, and gets everything once it does", async () => {
  const { port, progress } = await serve();
  const { response } = await ask(port);
  await standstill(progress);
  // What fits into the sockets of both ends, and no more.
  expect(progress.made).toBeLessThan(parts / 2);
  let received = 0;
  for await (const chunk of response) received += (chunk as Buffer).length;
  expect(received).toBe(parts * partSize);
  expect(progress).toEqual({ made: parts, ended: true });
});

test("the work ends when the client hangs up", async () => {
  const { port, progress } = await serve();
  const { request } = await ask(port);
  await standstill(progress);
  request.destroy();
  await vi.waitFor(() => expect(progress.ended).toBe(true), { timeout: 20_000 });
  expect(progress.made).toBeLessThan(parts);
});

test("what is compressed arrives whole, too", async () => {
  const { port, progress } = await serve();
  const { response } = await ask(port, { "accept-encoding": "gzip" });
  expect(response.headers["content-encoding"]).toBe("gzip");
  response.resume();
  await once(response, "end");
  expect(response.complete).toBe(true);
  expect(progress).toEqual({ made: parts, ended: true });
});
