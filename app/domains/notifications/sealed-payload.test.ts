import { describe, expect, it } from "vitest";
import { openPayload, sealPayload } from "./sealed-payload.server.ts";

const secret = "an application secret of more than 32 bytes";
const row = "0192f0c4-7a5e-7c3e-9a0b-2f4d6c8e0a1b";

describe("a sealed payload", () => {
  const payload = JSON.stringify({ text: "Votre code : 48210937 – à bientôt" });
  const sealed = sealPayload(payload, row, secret);

  it("opens to the same bytes, and shows nothing of them", () => {
    expect(openPayload(sealed, row, secret)).toBe(payload);
    expect(sealed).not.toContain("48210937");
    expect(sealPayload(payload, row, secret)).not.toBe(sealed);
  });

  it.each([
    ["in another row", sealed, "0192f0c4-7a5e-7c3e-9a0b-2f4d6c8e0a1c", secret],
    ["under another secret", sealed, row, `${secret}!`],
    [
      "when a character was changed",
      // The first of the ciphertext: some bits of base64url's last character mean nothing.
      sealed.replace(/[^.](?=[^.]*$)/, (c) => (c === "A" ? "B" : "A")),
      row,
      secret,
    ],
    ["with a shortened tag", sealed.replace(/^(v1\.[^.]+\.)[^.]+/, "$1AAAA"), row, secret],
    ["once purged", null, row, secret],
    ["when it never was one", "hello", row, secret],
  ])("does not open %s", (_name, found, id, key) => {
    expect(openPayload(found, id, key)).toBeNull();
  });
});
