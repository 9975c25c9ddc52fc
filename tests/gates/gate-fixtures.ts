import { readFileSync } from "node:fs";
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
  | "accountant";

type Session = BrowserContextOptions["storageState"];

interface Fixtures {
  world: GateWorld;
  sessionOf(looker: Looker): Session;
  /** A new page in the browser of this person, who reads this language. */
  pageOf(looker: Looker, language: Language): Promise<Page>;
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

/** Playwright's `test` with what the setup made. */
export const test = base.extend<Fixtures>({
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
      accountant: world.accountant,
    };
    await use((looker) => (looker === "nobody" ? undefined : read().sessions[emails[looker]]));
  },
  pageOf: async ({ browser, sessionOf, baseURL }, use) => {
    const opened: Page[] = [];
    await use(async (looker, language) => {
      const context = await browser.newContext({
        baseURL,
        locale: language === "fr" ? "fr-FR" : "en-GB",
        timezoneId: "Europe/Paris",
        viewport: { width: 1280, height: 800 },
        storageState: sessionOf(looker),
      });
      const page = await context.newPage();
      opened.push(page);
      return page;
    });
    for (const page of opened) await page.context().close();
  },
});
