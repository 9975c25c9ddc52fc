import { seconds } from "#app/platform/duration.ts";
import { refused } from "#app/platform/refusal.ts";
import { ThreadEnded, ThreadPool } from "#app/platform/thread-pool.server.ts";
import type { EmbeddedXml, EmbeddedXmlRefusal } from "../formats/embedded-xml.ts";

let pool: ThreadPool<Uint8Array, EmbeddedXml | EmbeddedXmlRefusal> | undefined;

/**
 * The invoice inside a PDF, taken out in a thread of its own with a bound on memory and time: what is hostile ends the thread, and
 * is refused as too large. Throws QueueFull when too many wait: nothing is lost, the sender sends it again.
 */
export async function openPdf(bytes: Uint8Array): Promise<EmbeddedXml | EmbeddedXmlRefusal> {
  pool ??= new ThreadPool({
    entry: "app/domains/invoices/facturx/opener-thread.server.mjs",
    threads: 1,
    queue: 100,
    timeout: seconds(20),
  });
  try {
    return await pool.run(bytes);
  } catch (error) {
    if (error instanceof ThreadEnded) return refused("too-large");
    throw error;
  }
}
