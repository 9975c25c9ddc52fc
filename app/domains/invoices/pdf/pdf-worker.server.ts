import { parentPort } from "node:worker_threads";
import type { ThreadAnswer } from "#app/platform/thread-pool.server.ts";
import type { PdfRequest } from "./pdf-pool.server.ts";
import { renderInvoicePdf } from "./render-invoice-pdf.server.ts";
import { renderReceiptPdf } from "./render-receipt-pdf.server.ts";
import { renderStatementPdf } from "./render-statement-pdf.server.ts";

/** Body of a rendering thread: one request, one answer. Fonts are parsed once per thread. */
parentPort?.on("message", async (request: PdfRequest) => {
  let answer: ThreadAnswer<Uint8Array>;
  try {
    answer = { answer: await render(request) };
  } catch (error) {
    answer = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer);
});

function render(request: PdfRequest): Promise<Uint8Array> {
  switch (request.kind) {
    case "invoice":
      return renderInvoicePdf(request.input);
    case "receipt":
      return renderReceiptPdf(request.input);
    case "statement":
      return renderStatementPdf(request.input);
  }
}
