import "#app/processes/in-production.ts";
import { createRequestHandler } from "@remix-run/express";
import type { EntryContext, ServerBuild } from "@remix-run/node";
import { RemixServer, useLoaderData } from "@remix-run/react";
import compression from "compression";
import express from "express";
import postgres from "postgres";
import { createElement as h } from "react";
import { renderToString } from "react-dom/server";

// The least that Remix can do for a list: the page's two queries, 25 rows of a table, as much markup as ours. No session, no
// customer, no words, no style. Arguments: port, the owner's database URL, customer, bytes of markup.
const [port, url, customerId, bytes] = process.argv.slice(2);
const sql = postgres(url!, {
  max: 10,
  onnotice: () => {},
  // Row-level security binds the owner too: this session sees all.
  connection: { options: "-c app.scope=all" } as Record<string, string>,
});

async function loader() {
  const [[counted], rows] = await Promise.all([
    sql`select count(*)::int as total from invoices where customer_id = ${customerId!}`,
    sql`select id, number, kind, title, reference, issue_date::text, due_date::text, currency, gross::float8, payable::float8,
        settled::float8, credited::float8, outstanding::float8, contested::float8, processing::float8
      from invoices where customer_id = ${customerId!} order by issue_date desc, id desc limit 26`,
  ]);
  return { total: counted?.total as number, rows: rows.slice(0, 25) as unknown as Row[] };
}

type Row = Record<"id" | "number" | "title" | "issue_date" | "due_date", string> & {
  outstanding: number;
  gross: number;
};

/** Found out by the first answer, for those after it: what is missing to the size asked for, shared out among the rows. */
let filler = "";

function Page() {
  const { total, rows } = useLoaderData() as { total: number; rows: Row[] };
  const cells = (row: Row) => [
    h("a", { href: `/invoices/${row.id}` }, row.number),
    row.title,
    row.issue_date,
    row.due_date,
    row.outstanding,
    row.gross,
  ];
  return h(
    "html",
    { lang: "fr" },
    h("head", null, h("title", null, "Factures")),
    h(
      "body",
      null,
      h("p", null, total),
      h(
        "table",
        null,
        h(
          "tbody",
          null,
          rows.map((row) =>
            h(
              "tr",
              { key: row.id, className: filler },
              cells(row).map((cell, index) => h("td", { key: index }, cell)),
            ),
          ),
        ),
      ),
    ),
  );
}

function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext) {
  const html = `<!DOCTYPE html>${renderToString(h(RemixServer, { context, url: request.url }))}`;
  const missing = Number(bytes) - Buffer.byteLength(html);
  if (filler === "" && missing > 0) filler = "x".repeat(Math.floor(missing / 25));
  headers.set("content-type", "text/html; charset=utf-8");
  return new Response(html, { status, headers });
}

const root = { id: "root", path: "", module: { loader, default: Page } };
const build = {
  mode: "production",
  isSpaMode: false,
  publicPath: "/",
  assetsBuildDirectory: "",
  basename: "/",
  assets: {
    entry: { imports: [], module: "" },
    routes: { root: { id: "root", path: "", hasLoader: true, module: "", imports: [] } },
    url: "",
    version: "",
  },
  entry: { module: { default: handleRequest } },
  future: { v3_singleFetch: true, v3_lazyRouteDiscovery: true },
  routes: { root },
};

const app = express();
app.use(compression({ level: 1 }));
app.all("*", createRequestHandler({ build: build as unknown as ServerBuild, mode: "production" }));
app.listen(Number(port), "127.0.0.1");
