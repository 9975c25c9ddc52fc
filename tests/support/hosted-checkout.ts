import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { postForm } from "./sign-in.ts";

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

/** Switches automatic payment on with a card, at the stand-in's hosted page. */
export async function saveCard(request: APIRequestContext, path: string): Promise<void> {
  const form = { intent: "start", currency: "EUR", limit: "9876543.21" };
  const hosted = (await postForm(request, path, form)).headers().location ?? "";
  const saved = await request.post(hosted, {
    form: {
      method: "card",
      email: "payer@fournil.example",
      card_number: "4242424242424242",
      card_expiry: "12/39",
      card_cvc: "123",
    },
    maxRedirects: 0,
  });
  const back = await request.get(saved.headers().location ?? "");
  expect(back.url()).toContain("done=started");
}
