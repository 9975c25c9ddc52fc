import type { AddressInfo } from "node:net";
import type { Express } from "express";

export interface LoopbackServer {
  /** "http://127.0.0.1:41234", no trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and cuts what is still connected: a client that keeps its connection alive must not hold us up. */
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 only: a stand-in takes test cards and shows everybody's mail, so no other machine may reach it. Port 0 takes a free one. */
export async function listenOnLoopback(app: Express, port = 0): Promise<LoopbackServer> {
  const server = app.listen(port, "127.0.0.1");
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", reject);
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
