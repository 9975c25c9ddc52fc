import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Obstacle, wordsFor } from "../run-process.server.ts";
import type { ControlAddress } from "./demo-folder.server.ts";
import type { Demonstration } from "./demonstration.server.ts";

/** What another command can ask of a running demonstration. */
export type Order =
  | { readonly advance: number }
  | { readonly reset: true }
  | { readonly reconcile: true };

type Tell = (sentence: string) => void;

/** Carries an order out, in this process. */
export async function obey(demonstration: Demonstration, order: Order, tell: Tell): Promise<void> {
  if ("advance" in order) await demonstration.advance(order.advance, tell);
  else if ("reconcile" in order) await demonstration.reconcile(tell);
  else await demonstration.reset(tell);
}

const ending = "done";

/**
 * Takes orders on a loopback port, from who can read the demonstration's folder (the token is in there). Answers line by line
 * as it goes; one order at a time.
 */
export async function serveControl(
  demonstration: Demonstration,
): Promise<{ address: ControlAddress; stop(): Promise<void> }> {
  const token = randomBytes(32).toString("hex");
  let busy: Promise<unknown> = Promise.resolve();
  const server = createServer((request, response) => {
    if (!isToken(request, token)) return void response.writeHead(403).end();
    busy = busy.then(() => answer(demonstration, request, response)).catch(() => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: { url: `http://127.0.0.1:${port}`, token },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Gives an order to a demonstration in another process. Throws with its words when it could not be carried out. */
export async function giveOrder(control: ControlAddress, order: Order, tell: Tell): Promise<void> {
  const answer = await fetch(control.url, {
    method: "POST",
    headers: { authorization: `Bearer ${control.token}` },
    body: JSON.stringify(order),
  });
  let last = "";
  let rest = "";
  const decoder = new TextDecoder();
  // Node's stream is iterable, the DOM's type of it is not.
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (last) tell(last);
      last = line;
    }
  }
  if (!answer.ok || last !== ending) throw new Obstacle(last || `It answered ${answer.status}`);
}

async function answer(
  demonstration: Demonstration,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  const tell: Tell = (sentence) => void response.write(`${sentence.replaceAll("\n", " ")}\n`);
  try {
    await obey(demonstration, JSON.parse(body) as Order, tell);
    response.end(`${ending}\n`);
  } catch (error) {
    response.end(`${wordsFor(error).replaceAll("\n", " ")}\n`);
  }
}

function isToken({ headers }: IncomingMessage, token: string): boolean {
  const [given, wanted] = [headers.authorization ?? "", `Bearer ${token}`].map(Buffer.from);
  return given!.length === wanted!.length && timingSafeEqual(given!, wanted!);
}
