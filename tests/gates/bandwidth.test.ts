import { expect, type Page } from "@playwright/test";
import { test } from "./gate-fixtures.ts";
import { gatePages } from "./pages.ts";

// What a first visit costs over a poor line: counted, never timed.
test.describe.configure({ mode: "parallel" });

const kilobyte = 1024;

/** Pages that may run a script of their own: the chart of the home page, and what tells humans from scanners. */
const withIsland = new Set(["routes/c.$customerNumber._index", "link-invoice"]);

interface Cost {
  requests: number;
  /** As they came over the wire, headers included. */
  bytes: number;
  types: string[];
}

/** Counts everything that a page loads, from an empty cache. Needs Chromium's own protocol: it knows the bytes on the wire. */
async function costOf(page: Page, path: string, island: boolean): Promise<Cost> {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send("Network.enable");
  await protocol.send("Network.clearBrowserCache");
  const cost: Cost = { requests: 0, bytes: 0, types: [] };
  let ended = 0;
  protocol.on("Network.responseReceived", ({ type, response }) => {
    // The document and its style travel inside no other response.
    if (response.url.startsWith("data:")) return;
    cost.requests += 1;
    cost.types.push(type);
  });
  protocol.on("Network.loadingFinished", ({ encodedDataLength }) => {
    cost.bytes += encodedDataLength;
    ended += 1;
  });
  // Without a script nothing is asked for once the page has loaded; waiting for silence takes half a second.
  await page.goto(path, { waitUntil: island ? "networkidle" : "load" });
  await expect.poll(() => ended).toBeGreaterThanOrEqual(cost.requests);
  await protocol.detach();
  return cost;
}

for (const [route, { normal }] of Object.entries(gatePages)) {
  if (!normal) continue;
  test(`${route} is small, and stays where it is`, async ({ pageOf, world }) => {
    const page = await pageOf(normal.as, "fr");
    const island = withIsland.has(route);
    const cost = await costOf(page, normal.path(world), island);
    const scripts = await page.locator("script:not([type=speculationrules])").count();

    expect(cost.types).not.toContain("Font");
    expect(cost.requests).toBeLessThanOrEqual(15);
    expect(cost.bytes).toBeLessThan((island ? 100 : 30) * kilobyte);
    expect(scripts).toBe(island ? 1 : 0);
    if (!island) expect(cost.types).not.toContain("Script");
    expect(await layoutShift(page)).toBeLessThanOrEqual(0.05);
  });
}

/** Cumulative layout shift of the page so far (web.dev/articles/cls). */
async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        // What was buffered arrives before the next frame has been painted.
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}

test("the chart is drawn where it was given room", async ({ pageOf, world }) => {
  const page = await pageOf("owner", "fr");
  await page.goto(world.normal.home);
  // Drawn only once it comes near the screen: it may be far down the page.
  await page.locator(".chart").first().scrollIntoViewIfNeeded();
  await expect(page.locator(".chart canvas").first()).toBeVisible();
  expect(await layoutShift(page)).toBeLessThanOrEqual(0.05);
});
