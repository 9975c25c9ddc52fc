import { expect, test } from "@playwright/test";
import { putCustomer, sendInvoice } from "#tests/support/biller-system.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { inEveryWay } from "#tests/support/ways.ts";

inEveryWay("several customers", ({ t, unique }) => {
  test("one person chooses, switches, and never sees one under the other", async ({ page }) => {
    const email = `${unique("claire")}@expertise.example`;
    const [bakery, hotel] = [unique("ONE"), unique("TWO")];
    const member = { name: "Claire Fontaine", email };
    const of = (number: string, name: string, role: "owner" | "viewer") =>
      putCustomer({ number, name, people: [{ ...member, role }] });
    await of(bakery, "Fournil du Test", "owner");
    await of(hotel, "Hôtel du Test", "viewer");
    const invoiceId = await sendInvoice({ customerNumber: hotel, number: unique("S1") });
    await signIn(page.request, email);

    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      t.invoices.chooseCustomerTitle,
    );
    await page.getByRole("link", { name: "Hôtel du Test" }).click();
    await expect(page).toHaveURL(new RegExp(`/c/${hotel}$`));
    await expect(page.getByText(t.layout.actingFor("Hôtel du Test"))).toBeVisible();
    // Who only looks is offered nothing to pay.
    await expect(page.getByTestId("pay")).toHaveCount(0);

    await page.getByText(t.layout.actingFor("Hôtel du Test")).click();
    await page.getByRole("link", { name: t.layout.switchCustomer }).click();
    await page.getByRole("link", { name: "Fournil du Test" }).click();
    await expect(page.getByText(t.layout.actingFor("Fournil du Test"))).toBeVisible();
    await page.getByRole("link", { name: t.layout.invoices, exact: true }).click();
    await expect(page.getByRole("status")).toHaveText(t.invoices.results(0));

    const misplaced = await page.goto(`/c/${bakery}/invoices/${invoiceId}`);
    expect(misplaced?.status()).toBe(404);
    const own = await page.goto(`/c/${hotel}/invoices/${invoiceId}`);
    expect(own?.status()).toBe(200);
    // A short path would have to guess: it asks.
    await page.goto("/invoices");
    await expect(page).toHaveURL(/\/$/);
  });
});
