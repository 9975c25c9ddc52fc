import type { Page } from "@playwright/test";

// What is done on pages so that they say what is wrong.

/** Opens the part payment, and asks for nonsense. */
export async function payNonsense(page: Page): Promise<void> {
  await page
    .locator("summary")
    .filter({ hasText: /seulement|only/i })
    .click();
  await page.locator("[name=amount]").fill("cent");
  await page.locator("form:has([name=amount]) button").click();
}

export async function limitNonsense(page: Page): Promise<void> {
  await page.locator("[name=limit]").fill("beaucoup");
  await page.getByTestId("autopay-start").click();
}

/** Contests seven of one, without a reason or a word. */
export async function contestNonsense(page: Page): Promise<void> {
  await page.locator("[name=contested][value=quantity]").check();
  await page.locator("[name=quantity]").fill("7000000");
  await page.getByTestId("send").click();
}

export async function decideNothing(page: Page): Promise<void> {
  await page.locator("form:has([name=outcome])").locator("xpath=..").locator("summary").click();
  await page.locator("form:has([name=outcome]) button").click();
}

export async function emptyNameAndSend(page: Page): Promise<void> {
  await page.locator("[name=name]").fill("");
  await page.getByTestId("send").click();
}

/** No address, and the button with this test id. */
export const nobodyAnd = (testId: string) => async (page: Page) => {
  await page.locator("[name=email]").fill("nulle part");
  await page.getByTestId(testId).click();
};

export async function typeWrongCode(page: Page): Promise<void> {
  await page.locator("[name=email]").fill("nulle part");
  await page.locator("[name=code]").fill("12");
  await page.getByTestId("sign-in").click();
}
