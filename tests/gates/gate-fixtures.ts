import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import type { Language } from "#app/platform/i18n/language.ts";
import type { GateWorld } from "./gate-world.ts";

/** Where the setup writes what it made, for the workers of the gates. */
export const gateFile = path.resolve(import.meta.dirname, "../../test-results/gate-world.json");

/** Who looks at a page; "nobody" has not signed in. */
export type Looker =
  | "nobody"
  | "owner"
  | "longOwner"
  | "emptyOwner"
  | "viewer"
  | "staff"
  | "secondManager"
  | "accountant"
  | "autopayer";

type Session = Exclude<BrowserContextOptions["storageState"], string>;

type PageOf = (looker: Looker, language: Language) => Promise<Page>;

interface Fixtures {
  world: GateWorld;
  sessionOf(looker: Looker): Session;
  /**
   * A page in the browser of this person, who reads this language, as they left it: a worker keeps it for its next test, which
   * spares a second a time. Its cookies are as after signing in; every document that it loads knows `axe`.
   */
  pageOf: PageOf;
}

interface WorkerFixtures {
  keptPages: Map<string, Page>;
}

interface GateFile {
  world: GateWorld;
  sessions: Record<string, Session>;
}

let file: GateFile | null = null;

function read(): GateFile {
  file ??= JSON.parse(readFileSync(gateFile, "utf8")) as GateFile;
  return file;
}

const axeFile = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const viewport = { width: 1280, height: 800 };

/** Playwright's `test` with what the setup made. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  world: async ({}, use) => {
    await use(read().world);
  },
  sessionOf: async ({ world }, use) => {
    const emails = {
      owner: world.normal.owner,
      longOwner: world.long.owner,
      emptyOwner: world.empty.owner,
      viewer: world.viewer,
      staff: world.staff,
      secondManager: world.secondManager,
      accountant: world.accountant,
      autopayer: world.autopay.owner,
    };
    await use((looker) => (looker === "nobody" ? undefined : read().sessions[emails[looker]]));
  },
  keptPages: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const pages = new Map<string, Page>();
      await use(pages);
      for (const page of pages.values()) await page.context().close();
    },
    { scope: "worker" },
  ],
  pageOf: async ({ browser, keptPages, sessionOf, baseURL }, use) => {
    await use(async (looker, language) => {
      const key = `${looker} ${language}`;
      let page = keptPages.get(key);
      if (!page) {
        const context = await browser.newContext({
          baseURL,
          locale: language === "fr" ? "fr-FR" : "en-GB",
          timezoneId: "Europe/Paris",
          viewport,
          reducedMotion: "reduce",
        });
        // Half a megabyte: by this way it reaches the browser once, not with every page.
        await context.addInitScript({ path: axeFile });
        page = await context.newPage();
        keptPages.set(key, page);
      }
      page.removeAllListeners();
      await page.context().clearCookies();
      await page.context().addCookies(sessionOf(looker)?.cookies ?? []);
      await page.setViewportSize(viewport);
      return page;
    });
  },
});
