import { defineConfig } from "@playwright/test";
import { chromiumArguments, findChromium } from "./tests/support/chromium.ts";

// The global setup finds or installs the browser and starts the built product with a fresh demonstration; the workers, which read
// this file again afterwards, learn its address from PORTAL_URL.
export default defineConfig({
  globalSetup: "./tests/support/browser-setup.ts",
  outputDir: "test-results/browser",
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // Machines are shared: what takes seconds on a quiet one may take a minute. A hang is still an error.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    baseURL: process.env.PORTAL_URL,
    // A control that is not there is told before the whole test's patience is spent.
    actionTimeout: 30_000,
    testIdAttribute: "data-testid",
    timezoneId: "Europe/Paris",
    locale: "fr-FR",
    viewport: { width: 1280, height: 800 },
    // Fading from page to page, drawn without a graphics card, would be half of what the journeys cost.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    // A trace costs a quarter of the time: ask for one where it is needed, by `--trace on`.
    trace: "off",
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: chromiumArguments,
    },
  },
  projects: [
    { name: "e2e", testDir: "tests/e2e", testMatch: "**/*.test.ts" },
    { name: "gate-world", testDir: "tests/gates", testMatch: "gate-world.setup.ts" },
    {
      name: "gates",
      testDir: "tests/gates",
      testMatch: "**/*.test.ts",
      dependencies: ["gate-world"],
    },
  ],
});
