import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Address, postWebhook } from "./post-webhook.server.ts";

let connections = 0;
let port = 0;
const server = createServer((_request, response) => response.end("inside"));
server.on("connection", () => {
  connections += 1;
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
});

const loopback: Address = { address: "127.0.0.1", family: 4 };
const outside: Address = { address: "8.8.8.8", family: 4 };
const resolving = (...addresses: Address[]) => {
  const asked: string[] = [];
  const resolve = async (name: string) => {
    asked.push(name);
    return addresses;
  };
  return { asked, resolve };
};

test("a name that points inside when it is connected to is refused, before a byte is sent", async () => {
  const inside: Address[][] = [
    [loopback],
    [outside, loopback],
    [{ address: "::ffff:127.0.0.1", family: 6 }],
    [{ address: "::1", family: 6 }],
    [{ address: "169.254.169.254", family: 4 }],
    [],
  ];
  for (const addresses of inside) {
    const { resolve, asked } = resolving(...addresses);
    const url = `https://rebound.example:${port}/`;
    expect(await postWebhook(url, {}, "{}", { allowPrivate: false, resolve })).toEqual({
      error: "address-refused",
    });
    expect(asked).toEqual(["rebound.example"]);
  }
  expect(connections).toBe(0);
});

test("so is an address that needs no resolving, and plain http", async () => {
  for (const url of [
    `https://127.0.0.1:${port}/`,
    `https://[::ffff:7f00:1]:${port}/`,
    `http://rebound.example:${port}/`,
  ])
    expect(
      await postWebhook(url, {}, "{}", { allowPrivate: false, ...resolving(outside) }),
    ).toEqual({ error: "address-refused" });
  expect(connections).toBe(0);
});

test("what was judged is what is connected to: a name is resolved once", async () => {
  const { resolve, asked } = resolving(loopback);
  const url = `http://erp.example:${port}/`;
  expect(await postWebhook(url, {}, "{}", { allowPrivate: true, resolve })).toEqual({
    status: 200,
    excerpt: "inside",
  });
  expect(asked).toEqual(["erp.example"]);
  expect(connections).toBe(1);
});

test("says why there was no answer", async () => {
  const nobody = "http://127.0.0.1:9/";
  expect(await postWebhook(nobody, {}, "{}", { allowPrivate: true })).toEqual({
    error: "unreachable",
  });
  const unknown = async () => {
    throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
  };
  expect(
    await postWebhook("https://nowhere.example/", {}, "{}", {
      allowPrivate: false,
      resolve: unknown,
    }),
  ).toEqual({ error: "name-unknown" });
  // Speaks no TLS.
  expect(
    await postWebhook(`https://erp.example:${port}/`, {}, "{}", {
      allowPrivate: true,
      ...resolving(loopback),
    }),
  ).toEqual({ error: "tls" });
  const never = () => new Promise<Address[]>(() => {});
  expect(
    await postWebhook("https://slow.example/", {}, "{}", {
      allowPrivate: false,
      resolve: never,
      timeout: 50,
    }),
  ).toEqual({ error: "timeout" });
});
