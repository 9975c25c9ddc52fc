import type { ServerResponse } from "node:http";

/** The way out of one response, for whoever has more to send than a client takes at once. */
export interface Outlet {
  /** Waits until the client has taken enough of what was written; false once nobody is there any more. */
  ready(): Promise<boolean>;
}

/**
 * Watches what is written to a response: Remix writes whatever it is given, at once, and goes on after the client has hung up.
 * Must be made before anything is written, and above what compresses, so that a compressor's own buffer counts too.
 */
export function outletOf(response: ServerResponse): Outlet {
  let isFull = false;
  let waiting: (() => void)[] = [];
  const wake = () => {
    isFull = false;
    for (const resolve of waiting) resolve();
    waiting = [];
  };
  const write = response.write as (...written: unknown[]) => boolean;
  response.write = (...written: unknown[]) => {
    const hasRoom = write.apply(response, written);
    if (!hasRoom) isFull = true;
    return hasRoom;
  };
  response.on("drain", wake);
  response.on("close", wake);
  return {
    async ready() {
      if (isFull && !response.destroyed)
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      return !response.destroyed;
    },
  };
}

/**
 * Parts as a body, each made only when the one before has left for the client: a slow reader costs the memory of a part, and one
 * who hangs up ends the work. Without an outlet (a loader called without a server) they go at the pace they are read.
 */
export function bodyOf(
  parts: AsyncIterable<string | Uint8Array>,
  outlet: Outlet | undefined,
): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        if (outlet && !(await outlet.ready())) {
          await iterator.return?.();
          controller.close();
          return;
        }
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
