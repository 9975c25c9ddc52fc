import { expect, type Page, type Response } from "@playwright/test";
import { languages } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { builtRoutes } from "#tests/support/built-routes.ts";
import { demonstration } from "#tests/support/portal.ts";
import { test } from "./gate-fixtures.ts";
import type { GateWorld } from "./gate-world.ts";
import {
  axeFindings,
  documentFacts,
  layoutFindings,
  openDetails,
  smallTargets,
  spaceText,
} from "./look-at-page.ts";
import { gatePages } from "./pages.ts";
import type { State, Visit } from "./visit.ts";

// Each page in each of its states and languages, loaded once: axe, then the window made smaller, then the text spaced out.
test.describe.configure({ mode: "parallel" });

const widths = [1280, 360, 320] as const;

test("every page of the build has a row, and every row a page", async () => {
  const pages = (await builtRoutes()).filter(({ isPage }) => isPage).map(({ id }) => id);
  expect(Object.keys(gatePages).sort()).toEqual(pages.sort());
});

for (const [route, states] of Object.entries(gatePages))
  for (const [state, visit] of Object.entries(states) as [State, Visit][])
    test(`${route} ${state}`, async ({ pageOf, world }) => {
      for (const language of languages)
        await test.step(language, async () => {
          const page = await pageOf(visit.as, language);
          await open(page, visit, world);
          await openDetails(page);
          const t = messagesFor(language).layout;

          const facts = await documentFacts(page);
          expect(facts.language).toBe(language);
          expect(facts.headings).toHaveLength(1);
          expect(facts.lost).toEqual([]);
          const title = await page.title();
          expect(title).toMatch(/^.{3,} – .+/);
          expect(title.startsWith(t.errorPrefix)).toBe(visit.status === 422);

          expect.soft(await axeFindings(page, language === "fr"), language).toEqual([]);

          for (const width of widths) {
            await page.setViewportSize({ width, height: 800 });
            const at = `${language}, at ${width} px`;
            expect.soft(await layoutFindings(page), at).toEqual([]);
            expect.soft(await smallTargets(page), at).toEqual([]);
          }
          await spaceText(page);
          expect.soft(await layoutFindings(page), `${language}, spaced out at 320 px`).toEqual([]);
          await page.setViewportSize({ width: 1280, height: 800 });
          expect.soft(await layoutFindings(page), `${language}, spaced out at 1280 px`).toEqual([]);
        });
    });

for (const language of languages)
  test(`no two pages have the same title, ${language}`, async ({
    world,
    sessionOf,
    playwright,
  }) => {
    for (const isStaff of [true, false]) {
      const titles: string[] = [];
      for (const [route, { normal }] of Object.entries(gatePages)) {
        // The pages of a mail's link are those of the customer.
        if (!normal || route.startsWith("link-") || (normal.as === "staff") !== isStaff) continue;
        const asker = await playwright.request.newContext({
          storageState: sessionOf(normal.as),
          extraHTTPHeaders: { "accept-language": language },
        });
        const answer = await asker.get(demonstration().url + normal.path(world));
        titles.push(/<title>([^<]*)<\/title>/.exec(await answer.text())?.[1] ?? "");
        await asker.dispose();
      }
      expect(titles.toSorted()).toEqual([...new Set(titles)].sort());
    }
  });

/** Goes to the page and into its state; the last document must have the status that the row says. */
async function open(page: Page, visit: Visit, world: GateWorld): Promise<void> {
  const statuses: number[] = [];
  page.on("response", (response: Response) => {
    if (response.request().isNavigationRequest() && response.frame() === page.mainFrame())
      statuses.push(response.status());
  });
  await page.goto(visit.path(world));
  if (visit.act) {
    await visit.act(page);
    await expect(page.getByRole("alert")).toBeVisible();
  }
  expect(statuses.at(-1)).toBe(visit.status);
}
