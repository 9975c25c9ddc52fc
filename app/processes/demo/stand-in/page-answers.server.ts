import { readFileSync } from "node:fs";
import type { Express, Response } from "express";

const look = readFileSync(new URL("./look.css", import.meta.url), "utf8");

/** Serves the one stylesheet that every page of a stand-in links to: the common look, then the stand-in's own parts. */
export function serveLook(app: Express, parts: URL): void {
  const sheet = look + readFileSync(parts, "utf8");
  app.get("/stand-in/look.css", (_request, response) => {
    response.type("text/css").set("cache-control", "max-age=3600").send(sheet);
  });
}

/**
 * Sends a page. The policy allows no script at all. It names no `form-action`: after a payment the form is redirected to
 * the shop's own address, and Chromium applies `form-action` to redirects too.
 */
export function sendPage(response: Response, markup: string, status = 200): void {
  response
    .status(status)
    .type("html")
    .set({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "content-security-policy":
        "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; base-uri 'none'",
    })
    .send(markup);
}
