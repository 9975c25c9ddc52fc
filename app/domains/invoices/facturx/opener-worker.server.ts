import { parentPort } from "node:worker_threads";
import type { ThreadAnswer } from "#app/platform/thread-pool.server.ts";
import { type EmbeddedXml, type EmbeddedXmlRefusal, embeddedXml } from "../formats/embedded-xml.ts";

/** Body of a thread that opens PDFs: one request, one answer. */
parentPort?.on("message", async (pdf: Uint8Array) => {
  let answer: ThreadAnswer<EmbeddedXml | EmbeddedXmlRefusal>;
  try {
    answer = { answer: await embeddedXml(pdf) };
  } catch (error) {
    answer = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer);
});
