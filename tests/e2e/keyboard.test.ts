import { expect, type Page, test } from "@playwright/test";
import { putCustomer, sendInvoice } from "#tests/support/biller-system.ts";
import { contestLine } from "#tests/support/contest-line.ts";
import { demonstration } from "#tests/support/portal.ts";
import { signIn } from "#tests/support/sign-in.ts";

interface Stop {
  /** Number of the control in the order of the document. */
  index: number;
  what: string;
  visible: boolean;
  covered: boolean;
}

/** Numbers every control that a keyboard must reach, and answers what they are. One radio button stands for its group. */
async function controlsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = [
      ...document.querySelectorAll<HTMLElement>(
        "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])",
      ),
    ].filter((element) => {
      if (element.matches(":disabled, [type=hidden], [tabindex='-1']")) return false;
      if (!element.checkVisibility()) return false;
      if (!(element instanceof HTMLInputElement) || element.type !== "radio") return true;
      const group = [
        ...document.querySelectorAll<HTMLInputElement>(`[type=radio][name="${element.name}"]`),
      ].filter(({ form }) => form === element.form);
      return (group.find(({ checked }) => checked) ?? group[0]) === element;
    });
    return found.map((element, index) => {
      element.dataset.stop = String(index);
      return `${element.tagName} ${element.innerText || element.getAttribute("name")}`.trim();
    });
  });
}

/** Where the focus is, and whether somebody who sees can tell. */
async function focusOf(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element || element === document.body) return null;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
      index: Number(element.dataset.stop ?? -1),
      what: `${element.tagName} ${element.innerText || element.getAttribute("name")}`.trim(),
      visible: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2,
      covered: !top || !(element.contains(top) || top.contains(element)),
    };
  });
}

/** Walks the whole page with the Tab key: every control in the order of the document, each time in sight. */
async function walk(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const controls = await controlsOf(page);
  expect(controls.length).toBeGreaterThan(3);
  const walked: Stop[] = [];
  // Far more than there are stops: a trap ends the walk, too.
  for (let pressed = 0; pressed < 3 * controls.length; pressed += 1) {
    await page.keyboard.press("Tab");
    const stop = await focusOf(page);
    // Out of the page at its end, or around to its beginning: browsers differ.
    if (!stop || (walked.length > 1 && stop.index === walked[0]?.index)) break;
    // A date field has a stop for the day, the month, the year and the calendar.
    if (stop.index !== walked.at(-1)?.index) walked.push(stop);
  }
  expect(walked.map(({ index }) => index)).toEqual(controls.map((_, index) => index));
  expect(walked.filter(({ visible }) => !visible)).toEqual([]);
  expect(walked.filter(({ covered }) => covered)).toEqual([]);
}

test.describe("by keyboard alone", () => {
  const run = Date.now().toString(36);
  const customerNumber = `KEY-${run}`;
  const email = `tab-${run}@fournil.example`;
  let invoiceId = "";
  let thread = "";

  test.beforeAll(async ({ playwright }) => {
    const people = [{ name: "Tabatha Benali", email, role: "owner" as const }];
    await putCustomer({ number: customerNumber, name: "Fournil du Clavier", people });
    const facts = { customerNumber, number: `K1-${run}` };
    invoiceId = await sendInvoice(facts, { notify: false });
    const request = await playwright.request.newContext();
    await signIn(request, email);
    const form = `/c/${customerNumber}/invoices/${invoiceId}/dispute?line=1`;
    const other = await sendInvoice({ ...facts, number: `K2-${run}` }, { notify: false });
    thread = await contestLine(request, form.replace(invoiceId, other), "Au clavier.");
    await request.dispose();
  });

  test("every control of the pages before sign-in is reached and seen", async ({ page }) => {
    for (const path of ["/login", "/login/code", "/verify"]) await walk(page, path);
  });

  test("every control of a customer's pages is reached and seen", async ({ page }) => {
    await signIn(page.request, email);
    const at = (rest: string) => `/c/${customerNumber}${rest}`;
    const invoice = at(`/invoices/${invoiceId}`);
    for (const path of [
      ...[at(""), at("/invoices?status=open"), invoice, `${invoice}/pay`],
      ...[`${invoice}/dispute?line=1`, thread, at("/pay"), at("/preferences"), at("/people")],
    ])
      await walk(page, path);
  });

  test("every control of the desk is reached and seen", async ({ page }) => {
    const manager = demonstration().people.find(({ staff }) => staff === "manager");
    await signIn(page.request, manager?.email ?? "");
    await walk(page, "/staff");
    await walk(page, thread.replace(/^.*\/disputes/, "/staff/disputes"));
    await walk(page, "/staff/customers");
  });

  test("the first stop leads past the navigation", async ({ page }) => {
    await page.goto("/login");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.locator("main :focus")).toHaveCount(1);
  });
});
