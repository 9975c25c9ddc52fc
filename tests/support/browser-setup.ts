import { ensureChromium } from "./chromium.ts";
import { portalEnvironment, startPortal } from "./portal.ts";

/**
 * Playwright's global setup: one portal for the whole run, if `npm test` has not started one. Its address and demonstration reach
 * the tests by the environment.
 */
export default async function startForBrowsers(): Promise<(() => Promise<void>) | undefined> {
  ensureChromium();
  if (process.env.PORTAL_URL) return undefined;
  const portal = await startPortal();
  Object.assign(process.env, portalEnvironment(portal));
  return portal.stop;
}
