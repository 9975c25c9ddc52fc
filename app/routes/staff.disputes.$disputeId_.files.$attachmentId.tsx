import type { LoaderFunctionArgs } from "@remix-run/node";
import { readAttachment } from "#app/domains/disputes/read-attachment.server.ts";
import { notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { downloadResponse } from "#app/http/uploads.server.ts";
import { isRefused } from "#app/platform/refusal.ts";

/** A document joined to a dispute, internal notes' included, as a download. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args);
  const file = await readAttachment(args.context.context, viewer, args.params.attachmentId ?? "");
  if (isRefused(file)) throw notFound();
  return downloadResponse(file);
}
