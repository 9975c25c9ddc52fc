import { writeFile } from "node:fs/promises";
import { type APIRequestContext, test as setup } from "@playwright/test";
import { signIn } from "#tests/support/sign-in.ts";
import { gateFile } from "./gate-fixtures.ts";
import { gateWorld } from "./gate-world.ts";

setup("what the gates look at is there", async ({ playwright }) => {
  setup.setTimeout(120_000);
  const requests = new Map<string, APIRequestContext>();
  const askAs = async (email: string) => {
    const known = requests.get(email);
    if (known) return known;
    const request = await playwright.request.newContext();
    await signIn(request, email);
    requests.set(email, request);
    return request;
  };
  const world = await gateWorld(askAs, Date.now().toString(36));
  const people = [world.normal.owner, world.long.owner, world.empty.owner, world.viewer];
  for (const email of [...people, world.staff, world.accountant]) await askAs(email);
  const sessions: Record<string, unknown> = {};
  for (const [email, request] of requests) {
    sessions[email] = await request.storageState();
    await request.dispose();
  }
  await writeFile(gateFile, JSON.stringify({ world, sessions }));
});
