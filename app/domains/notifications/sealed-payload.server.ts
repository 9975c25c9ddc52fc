import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type Seal, seal, unseal } from "#app/platform/sealed.server.ts";

/**
 * A frozen mail holds links and codes that let somebody in, so that a copy of the database must not be enough to read it: sealed to
 * its row. Compressed first, because nothing compresses it afterwards.
 */
export function sealPayload(payload: string, rowId: string, appSecret: string): string {
  return seal(deflateRawSync(payload, { level: 1 }), sealOf(rowId, appSecret));
}

/** The payload again; null when it was purged, altered, moved, or sealed under another secret. */
export function openPayload(
  sealed: string | null,
  rowId: string,
  appSecret: string,
): string | null {
  const opened = unseal(sealed, sealOf(rowId, appSecret));
  return opened && inflateRawSync(opened).toString("utf8");
}

function sealOf(rowId: string, appSecret: string): Seal {
  return { purpose: "portal mail payload", rowId, appSecret };
}
