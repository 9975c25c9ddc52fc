import type { LoaderFunctionArgs } from "@remix-run/node";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import { notFound } from "#app/http/require-viewer.server.ts";

/** The biller's logo, by content: a browser keeps it for good. Nothing else of the file store is served here. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { logoFile, logoMediaType } = await readBiller(context.context);
  if (!logoFile || !logoMediaType || params.hash !== logoFile) throw notFound();
  const bytes = await context.context.files.get(logoFile);
  if (!bytes) throw notFound();
  return new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: {
      "content-type": logoMediaType,
      "cache-control": "public, max-age=31536000, immutable",
      // An SVG is a document: it may not run anything, wherever it is opened.
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  });
}
