import { type Refusal, refused } from "#app/platform/refusal.ts";
import { QueueFull } from "#app/platform/thread-pool.server.ts";

/** Seconds: two hundred documents wait then, and most are drawn in less. */
const againAfter = 15;

/** What a thread does for a request, or "busy" when too many wait for one already: that is no failure, and nothing was lost. */
export async function unlessBusy<T>(
  work: Promise<T>,
): Promise<T | Refusal<"busy", { retryAfterSeconds: number }>> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof QueueFull) return refused("busy", { retryAfterSeconds: againAfter });
    throw error;
  }
}
