import { expect, test } from "vitest";
import { logoMediaType } from "./logo.ts";

const text = (value: string) => new TextEncoder().encode(value);

test.each([
  ["image/png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0)],
  ["image/jpeg", Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
  ["image/webp", text("RIFF\u0001\u0001\u0001\u0001WEBPVP8 ")],
  [
    "image/svg+xml",
    text('<?xml version="1.0"?>\n<!-- logo -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
  ],
  ["image/svg+xml", text("<svg viewBox='0 0 1 1'></svg>")],
])("is a picture: %s", (mediaType, bytes) => {
  expect(logoMediaType(bytes)).toBe(mediaType);
});

test.each([
  text(""),
  text("<html><svg></svg></html>"),
  text("<!DOCTYPE html><svg>"),
  text("RIFF....WAVE"),
  text("%PDF-1.7"),
  Uint8Array.of(0x89, 0x50),
])("is no picture (%#)", (bytes) => {
  expect(logoMediaType(bytes)).toBeNull();
});
