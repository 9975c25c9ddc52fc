import { writeFile } from "node:fs/promises";
import {
  type APIRequestContext,
  type Browser,
  type BrowserContextOptions,
  expect,
  test as setup,
} from "@playwright/test";
import { signIn } from "#tests/support/sign-in.ts";
import { gateFile } from "./gate-fixtures.ts";
import { gateWorld } from "./gate-world.ts";

type Session = BrowserContextOptions["storageState"];

setup("what the gates look at is there", async ({ browser, playwright }) => {
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
  const staff = [world.staff, world.secondManager];
  for (const email of [...people, ...staff, world.accountant, world.autopay.owner])
    await askAs(email);
  const sessions: Record<string, Session> = {};
  for (const [email, request] of requests) {
    sessions[email] = await request.storageState();
    await request.dispose();
  }
  await changeBankDetails(browser, sessions[world.staff], sessions[world.secondManager]);
  await writeFile(gateFile, JSON.stringify({ world, sessions }));
});

/**
 * The biller's BIC, which has a longer and a shorter form, has changed, which every customer's page says for 72 hours; and it is to
 * change back, which waits for the second manager. The IBAN stays: the journeys know it.
 */
async function changeBankDetails(browser: Browser, one: Session, other: Session): Promise<void> {
  const [proposer, second] = await Promise.all(
    [one, other].map(async (storageState) =>
      (await browser.newContext({ storageState })).newPage(),
    ),
  );
  if (!proposer || !second) return;
  const propose = async (bic: string) => {
    await proposer.goto("/staff/brand");
    await proposer.locator("[name=bic]").fill(bic);
    await proposer.getByTestId("send").click();
    await proposer.waitForURL(/done=proposed/);
  };
  await proposer.goto("/staff/brand");
  const before = await proposer.locator("[name=bic]").inputValue();
  await propose(before.length === 8 ? `${before}XXX` : before.slice(0, 8));
  await second.goto("/staff/brand");
  await second.getByTestId("confirm-bank").click();
  await expect(second.getByRole("status")).toBeVisible();
  await propose(before);
  for (const page of [proposer, second]) await page.context().close();
}
