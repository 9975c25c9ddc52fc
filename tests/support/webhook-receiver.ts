import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedWebhook {
  readonly headers: IncomingHttpHeaders;
  /** The raw bytes, as signatures are made over. */
  readonly body: string;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** The statuses of the next answers, in order; 200 when there is none left. */
  readonly statuses: number[];
  /** The most requests that were open at once. */
  readonly mostAtOnce: () => number;
  stop(): Promise<void>;
}

/** A loopback server that keeps every webhook it is sent: for tests of what sends webhooks. Answers after `takes` milliseconds. */
export async function startWebhookReceiver(takes = 0): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const statuses: number[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    open += 1;
    most = Math.max(most, open);
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      const status = statuses.shift() ?? 200;
      setTimeout(() => {
        open -= 1;
        response.writeHead(status, status === 302 ? { location: "/elsewhere" } : {}).end();
      }, takes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    statuses,
    mostAtOnce: () => most,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
