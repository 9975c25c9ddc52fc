import { expect, test } from "vitest";
import { readTargetUrl } from "./target-url.ts";

test.each([
  ["url-malformed", ""],
  ["url-malformed", "erp.example/hooks"],
  ["url-malformed", "ftp://erp.example/"],
  ["url-malformed", `https://erp.example/${"a".repeat(2000)}`],
  ["url-not-https", "http://erp.example/"],
  ["url-with-credentials", "https://user:secret@erp.example/"],
  ["url-with-credentials", "https://user@erp.example/"],
  ["url-private", "https://localhost/"],
  ["url-private", "https://LOCALHOST./"],
  ["url-private", "https://db.internal/"],
  ["url-private", "https://printer.local/"],
  ["url-private", "https://127.0.0.1/"],
  ["url-private", "https://0x7f.1/"],
  ["url-private", "https://2130706433/"],
  ["url-private", "https://[::1]/"],
  ["url-private", "https://[::ffff:169.254.169.254]/"],
])("refuses as %s: %s", (refusal, text) => {
  expect(readTargetUrl(text, { allowPrivate: false })).toEqual({ refused: refusal });
});

test("keeps what is right, without its fragment", () => {
  expect(readTargetUrl("https://ERP.example:8443/in?a=1#b", { allowPrivate: false })).toEqual({
    url: "https://erp.example:8443/in?a=1",
  });
  expect(readTargetUrl("https://8.8.8.8/", { allowPrivate: false })).toEqual({
    url: "https://8.8.8.8/",
  });
});

test("where private addresses are allowed, http and loopback are; credentials never", () => {
  const allowed = { allowPrivate: true };
  expect(readTargetUrl("http://127.0.0.1:9/x", allowed)).toEqual({ url: "http://127.0.0.1:9/x" });
  expect(readTargetUrl("http://u:p@127.0.0.1/", allowed)).toEqual({
    refused: "url-with-credentials",
  });
});
