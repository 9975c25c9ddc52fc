import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const installed = [
  // The same engine without what only a window needs: a third cheaper.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * Switched off. `RenderDocument` makes a new frame host for each navigation, which doubled what going to a page costs here (measured:
 * 72 ms against 180). The last such list counts, so that Playwright's own comes again with it.
 */
const disabledFeatures = [
  "RenderDocument",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
];

/** For a machine of tests: no sandbox (root, containers), no GPU, and nothing that talks to the outside by itself. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${disabledFeatures.join(",")}`,
];

/** The browser to test with: one that is installed, else Playwright's own; null when there is none. */
export function findChromium(): string | null {
  const candidates = [...installed, chromium.executablePath()];
  return candidates.find((candidate) => candidate && existsSync(candidate)) ?? null;
}

/** Finds the browser, or installs it: by the system's package manager as root on Debian, else Playwright's own. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const attempts: [string, string[]][] = [];
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    attempts.push(["apt-get", ["update"]]);
    for (const name of ["chromium-headless-shell", "chromium"])
      attempts.push(["apt-get", ["install", "-y", "--no-install-recommends", name]]);
  }
  attempts.push(["npx", ["playwright", "install", "chromium"]]);
  for (const [command, args] of attempts) {
    process.stdout.write(`No Chromium found: ${command} ${args.join(" ")}\n`);
    try {
      execFileSync(command, args, {
        stdio: "inherit",
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    } catch {
      continue; // The next way.
    }
    const now = findChromium();
    if (now) return now;
  }
  throw new Error(
    "The browser tests need Chromium. Install it (apt-get install chromium, or npx playwright install chromium) and start again.",
  );
}
