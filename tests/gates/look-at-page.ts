import type { Page } from "@playwright/test";
import type { RunOptions } from "axe-core";

/** What is wrong with how a page is laid out at its present width: nothing may be cut off or reached only by scrolling sideways. */
export async function layoutFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const findings = new Set<string>();
    const beyond = (box: DOMRect) => box.right > width + 1 || box.left < -1;
    const overfull = (element: Element) =>
      element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    /** Only the innermost culprit is named, not everything around it. */
    const inside = (element: Element, wrong: (child: Element) => boolean) =>
      [...element.querySelectorAll("*")].some((child) => wrong(child));
    const named = (element: Element) =>
      `<${element.tagName.toLowerCase()} class="${element.className}"> ${(element.textContent ?? "").trim().slice(0, 50)}`;
    // What scrolls by itself, and can be reached by keyboard to do so, may hold what is wider.
    const scrollers = [...document.querySelectorAll("[tabindex='0']")].filter((element) =>
      /auto|scroll/.test(getComputedStyle(element).overflowX),
    );
    if (document.documentElement.scrollWidth > width)
      findings.add(
        `the page scrolls sideways: ${document.documentElement.scrollWidth} in ${width}`,
      );
    for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
      if (!element.checkVisibility()) continue;
      // For screen readers only, or waiting off the page for the keyboard.
      if (element.closest(".visually-hidden, .skip, table.cards thead")) continue;
      if (scrollers.some((scroller) => scroller.contains(element))) continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0) continue;
      if (beyond(box) && !inside(element, (child) => beyond(child.getBoundingClientRect())))
        findings.add(
          `beyond the edge (${Math.round(box.left)}–${Math.round(box.right)}): ${named(element)}`,
        );
      const isField = element.matches("input, select, textarea, option");
      if (!isField && overfull(element) && !inside(element, overfull))
        findings.add(
          `wider than its box (${element.scrollWidth} in ${element.clientWidth}): ${named(element)}`,
        );
      const clips = /hidden|clip/.test(getComputedStyle(element).overflowY);
      if (!isField && clips && element.scrollHeight > element.clientHeight + 1)
        findings.add(`cut off below: ${named(element)}`);
    }
    return [...findings];
  });
}

/** Everything to press or fill in that is smaller than 44 px; links inside a sentence excepted (WCAG 2.5.8). */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const least = 43.5;
    const inSentence = (link: HTMLElement) => {
      const block = link.closest("p, li, dd, td, label");
      const around = (block?.textContent ?? "").replace(link.textContent ?? "", "").trim();
      return getComputedStyle(link).display === "inline" && around.split(/\s+/).length >= 3;
    };
    const small: string[] = [];
    for (const target of document.querySelectorAll<HTMLElement>(
      "a[href], button, input:not([type=hidden]), select, textarea, summary",
    )) {
      if (!target.checkVisibility() || target.closest(".visually-hidden, .skip")) continue;
      const boxes = [target.getBoundingClientRect()];
      // A label is part of its box or button.
      for (const label of (target as HTMLInputElement).labels ?? [])
        if (target.matches("[type=checkbox], [type=radio]"))
          boxes.push(label.getBoundingClientRect());
      const wide =
        Math.max(...boxes.map(({ right }) => right)) - Math.min(...boxes.map(({ left }) => left));
      const high = Math.max(...boxes.map(({ height }) => height));
      if (high >= least && wide >= least) continue;
      if (target.matches("a") && inSentence(target)) continue;
      small.push(
        `${Math.round(wide)}×${Math.round(high)} ${target.tagName} ${target.innerText.trim() || target.getAttribute("name")}`,
      );
    }
    return small;
  });
}

/** Opens everything that can be opened, so that it is looked at, too. */
export async function openDetails(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
}

/** The spacing that somebody may set for themselves without losing anything (WCAG 1.4.12). */
export async function spaceText(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
    );
    document.adoptedStyleSheets.push(sheet);
  });
}

/** The pieces of a document that every page must have once and right. */
export async function documentFacts(page: Page) {
  return page.evaluate(() => ({
    language: document.documentElement.lang,
    headings: [...document.querySelectorAll("h1")].map((heading) => heading.innerText),
    /** Links of the error summary that lead nowhere. */
    lost: [...document.querySelectorAll<HTMLAnchorElement>("[role=alert] a")]
      .map((link) => link.hash)
      .filter((hash) => hash === "" || !document.querySelector(hash)),
  }));
}

/** Colours do not depend on the words: looked at in one language, they need not be in the other, at a third of axe's whole time. */
const axeOptions = (colours: boolean): RunOptions => ({
  runOnly: {
    type: "tag",
    values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  },
  resultTypes: ["violations"],
  // No frames, and no style sheet of another place: nothing to wait for.
  iframes: false,
  preload: false,
  rules: {
    // 7:1 (WCAG 1.4.6): more than the law asks for, as much as old eyes need. It holds the lesser one, too.
    "color-contrast-enhanced": { enabled: colours },
    "color-contrast": { enabled: false },
  },
});

/** What axe-core finds wrong with the page as it is: each rule with the elements that break it. */
export async function axeFindings(page: Page, colours: boolean): Promise<string[]> {
  return page.evaluate(async (options) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" … ")}`);
  }, axeOptions(colours));
}
