import { ensureChromium } from "./chromium.ts";
import { startPortal } from "./portal.ts";

/** Playwright's global setup: one portal for the whole run. Its address and demonstration reach the tests by the environment. */
export default async function startForBrowsers(): Promise<() => Promise<void>> {
  ensureChromium();
  const portal = await startPortal();
  process.env.PORTAL_URL = portal.url;
  process.env.PORTAL_DEMO = JSON.stringify(portal.demo);
  return portal.stop;
}
