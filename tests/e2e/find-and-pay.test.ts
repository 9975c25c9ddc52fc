import { expect, test } from "@playwright/test";
import { addDays, dayIn } from "#app/platform/calendar.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { putCustomer, sendInvoice } from "#tests/support/biller-system.ts";
import { payByCard, payByDebit } from "#tests/support/hosted-checkout.ts";
import { linkIn, mailsTo, nextMail, nextSignInMail } from "#tests/support/mailbox.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { inEveryWay } from "#tests/support/ways.ts";

const today = dayIn("Europe/Paris", new Date());
const dates = { issueDate: addDays(today, -2), dueDate: addDays(today, 28) };

inEveryWay("find and pay", ({ language, t, unique }) => {
  const customerNumber = unique("PAY");
  const email = `${unique("nadia")}@fournil.example`;
  const sum = (minor: number) => formatMoney(money(minor, "EUR"), language);

  test.beforeAll(async () => {
    const people = [{ name: "Nadia Benali", email, role: "owner" as const }];
    await putCustomer({ number: customerNumber, name: "Fournil du Test", people, language });
    const lines = (name: string) => [{ name, netUnitPrice: "310.00", netAmount: "310.00" }];
    const common = { customerNumber, ...dates };
    await sendInvoice({ ...common, number: unique("E1"), lines: lines("Électricité, étage") });
    await sendInvoice({
      ...common,
      number: unique("E2"),
      lines: lines("Entretien de la chaudière"),
    });
    await sendInvoice({ ...common, number: unique("E3"), lines: lines("Gaz naturel, octobre") });
  });

  test("from the mail to the receipt", async ({ page }) => {
    await page.goto(`/c/${customerNumber}/invoices`);
    await expect(page).toHaveURL(/\/login\?next=/);
    const known = await mailsTo(email);
    await page.locator("[name=email]").fill(email);
    await page.getByTestId("sign-in").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t.accounts.code.title);

    // The mail's link shows a button; nobody is signed in before it is pressed.
    await page.goto(linkIn(await nextSignInMail(email, known), "/login/"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t.accounts.link.title);
    await page.getByTestId("sign-in").click();
    await expect(page).toHaveURL(new RegExp(`/c/${customerNumber}/invoices$`));
    await expect(page.getByRole("status")).toHaveText(t.invoices.results(3));

    // Neither accents nor a slip of the finger matter.
    for (const typed of ["electricite etage", "entretein chaudiere"]) {
      await page.locator("[name=q]").fill(typed);
      await page.getByTestId("search").click();
      await expect(page.getByRole("status")).toHaveText(t.invoices.results(1));
    }
    const number = unique("E2");
    await page.getByRole("link", { name: number }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      t.invoices.title("invoice", number),
    );
    await expect(page.getByRole("article")).toContainText("Entretien de la chaudière");

    const href = await page.getByTestId("download-pdf").getAttribute("href");
    const pdf = await page.request.get(href ?? "");
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");

    await page.getByTestId("pay").click();
    await page.getByTestId("pay").and(page.getByRole("button")).click();
    await expect(page.getByTestId("checkout-amount")).toHaveText(sum(37_200));
    await payByCard(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      t.payments.outcome.titles.succeeded,
    );
    await expect(page.getByRole("status")).toContainText(t.payments.outcome.succeeded(sum(37_200)));

    await page.getByRole("link", { name: t.payments.outcome.seeReceipt }).click();
    await expect(page.locator("main")).toContainText(sum(37_200));
    await expect(page.locator("main")).toContainText("4242");
    const receipt = await page.request.get(
      (await page.getByTestId("download-pdf").getAttribute("href")) ?? "",
    );
    expect(receipt.headers()["content-type"]).toBe("application/pdf");

    await page.getByRole("link", { name: number }).click();
    await expect(page.locator("main")).toContainText(t.invoices.paidHere);
    await expect(page.getByTestId("pay")).toHaveCount(0);
    await nextMail(email, { about: [t.mail.facts.receivedOn, sum(37_200), number] });
  });

  test("a refused card and a debit under way are called what they are", async ({ page }) => {
    await signIn(page.request, email);
    await page.goto(`/c/${customerNumber}/invoices?q=${unique("E3")}`);
    await page.getByRole("link", { name: unique("E3") }).click();
    await page.getByTestId("pay").click();
    await page.getByTestId("pay").and(page.getByRole("button")).click();
    await payByCard(page, "4000 0000 0000 0002");
    await expect(page.getByTestId("checkout-problem")).toBeVisible();

    // Back without having paid: nothing is claimed, and the way on is open.
    await page.getByTestId("checkout-cancel").click();
    await expect(page.locator("main")).toContainText(t.payments.outcome.notCharged);
    await page.getByRole("link", { name: t.payments.outcome.seeInvoice }).click();
    await page.getByTestId("pay").click();
    await page.getByTestId("pay").and(page.getByRole("button")).click();
    await payByDebit(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      t.payments.outcome.titles.processing,
    );
    await page.getByRole("link", { name: t.payments.outcome.seeInvoice }).click();
    await expect(page.locator("main")).toContainText(t.invoices.processingHere(sum(37_200)));
    await expect(page.getByTestId("pay")).toHaveCount(0);
    await page.goto(`/c/${customerNumber}/payments`);
    await expect(page.locator("main")).toContainText(t.payments.underWayTitle);
  });
});
