import type { LoaderFunctionArgs } from "@remix-run/node";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";

/** The biller's logo, by content hash: kept by browsers for good. No other stored file is reachable from here. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { logoFile, logoMediaType } = await readBiller(context.context);
  const bytes =
    logoFile && params.hash === logoFile ? await context.context.files.get(logoFile) : null;
  if (!bytes || !logoMediaType) throw new Response(null, { status: 404 });
  return new Response(Uint8Array.from(bytes), {
    headers: {
      "content-type": logoMediaType,
      "cache-control": "public, max-age=31536000, immutable",
    },
  });
}
