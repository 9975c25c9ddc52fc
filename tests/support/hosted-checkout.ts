import type { Page } from "@playwright/test";

/** Pays at the stand-in's hosted page, which this page shows. */
export async function payByCard(page: Page, card = "4242 4242 4242 4242"): Promise<void> {
  await page.getByTestId("checkout-method-card").check();
  await page.getByTestId("checkout-email").fill("payer@fournil.example");
  await page.getByTestId("checkout-card_number").fill(card);
  await page.getByTestId("checkout-card_expiry").fill("12/39");
  await page.getByTestId("checkout-card_cvc").fill("123");
  await page.getByTestId("checkout-pay").click();
}

/** The same by direct debit: accepted at once, settled days later. */
export async function payByDebit(page: Page): Promise<void> {
  await page.getByTestId("checkout-method-sepa_debit").check();
  await page.getByTestId("checkout-email").fill("payer@fournil.example");
  await page.getByTestId("checkout-iban").fill("FR1420041010050500013M02606");
  await page.getByTestId("checkout-name").fill("Nadia Benali");
  await page.getByTestId("checkout-pay").click();
}
