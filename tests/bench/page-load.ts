import { Agent, get, type IncomingMessage } from "node:http";

export interface Load {
  requests: number;
  milliseconds: number;
}

const connections = 16;

/** Asks for pages on 16 connections at once, as often as `more` says. Throws at an answer that is not 200. */
export async function loadPages(
  urlOf: (request: number) => string,
  cookie: string,
  more: (requests: number, milliseconds: number) => boolean,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const headers = { cookie, "accept-encoding": "gzip", "accept-language": "fr" };
  const started = performance.now();
  const elapsed = () => performance.now() - started;
  let requests = 0;
  const ask = async () => {
    while (more(requests, elapsed())) {
      const url = urlOf(requests);
      requests += 1;
      const status = await new Promise<number>((resolve, reject) => {
        get(url, { agent, headers }, (answer: IncomingMessage) => {
          answer.resume();
          answer.once("end", () => resolve(answer.statusCode ?? 0));
          answer.once("error", reject);
        }).once("error", reject);
      });
      if (status !== 200) throw new Error(`${url} answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, ask));
  agent.destroy();
  return { requests, milliseconds: elapsed() };
}
