import { type Refusal, refused } from "#app/platform/refusal.ts";

/** Reads a body up to `most` bytes; a longer one is refused as soon as that is known, without reading on. */
export async function readBody(
  request: Request,
  most: number,
): Promise<Uint8Array | Refusal<"too-large">> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return refused("too-large");
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunksOf(request)) {
    length += chunk.length;
    if (length > most) return refused("too-large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as it arrives. Stopping early cancels it. */
export async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  const reader = request.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** "application/json" of "application/json; charset=utf-8"; empty when the client names none. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}
