import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** A page that is an answer of its own: where a route gives a file, and has to tell a person something instead. */
export function pageResponse(
  page: ReactElement,
  { status, headers }: { status: number; headers?: Record<string, string> },
): Response {
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    },
  });
}
