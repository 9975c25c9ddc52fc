import { expect, test } from "@playwright/test";
import { addDays, dayIn } from "#app/platform/calendar.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { logoPng } from "#app/processes/demo/story/logo.ts";
import { putCustomer, sendInvoice } from "#tests/support/biller-system.ts";
import { nextMail } from "#tests/support/mailbox.ts";
import { demonstration } from "#tests/support/portal.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { inEveryWay } from "#tests/support/ways.ts";

const today = dayIn("Europe/Paris", new Date());

inEveryWay("contest", ({ language, t, unique }) => {
  const customerNumber = unique("DIS");
  const email = `${unique("paul")}@fournil.example`;
  const number = unique("D1");
  const sum = (minor: number) => formatMoney(money(minor, "EUR"), language);
  const handler = demonstration().people.find(({ staff }) => staff === "agent");

  test.beforeAll(async () => {
    const people = [{ name: "Paul Rey", email, role: "payer" as const }];
    const contact = handler?.email;
    await putCustomer({
      number: customerNumber,
      name: "Fournil du Test",
      people,
      language,
      contact,
    });
    const line = { unitCode: "HUR", quantity: "3", netUnitPrice: "50.00", netAmount: "150.00" };
    await sendInvoice({
      customerNumber,
      number,
      issueDate: addDays(today, -2),
      dueDate: addDays(today, 28),
      lines: [
        { name: "Gaz naturel, octobre", netUnitPrice: "310.00", netAmount: "310.00" },
        { name: "Intervention hors contrat", ...line },
      ],
    });
  });

  test("a line, from the form to the reply", async ({ page }) => {
    await signIn(page.request, email);
    await page.goto(`/c/${customerNumber}/invoices`);
    await page.getByRole("link", { name: number }).click();
    await page.getByTestId("dispute-line").filter({ hasText: "Intervention hors contrat" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t.disputes.formTitle);

    // Sent too early: what is missing is said above and beside, what was filled in stays.
    await page.getByLabel(t.disputes.aQuantity).check();
    await page.locator("[name=message]").fill("Deux heures seulement, de 9 h à 11 h.");
    await page.locator("[name=quantity]").fill("7");
    await page.getByTestId("send").click();
    await expect(page).toHaveTitle(new RegExp(`^${t.layout.errorPrefix}`));
    const summary = page.getByRole("alert");
    await expect(summary).toContainText(t.layout.problem);
    await expect(summary.getByRole("link", { name: t.disputes.errors.reason })).toBeVisible();
    await summary.getByRole("link", { name: t.disputes.errors.quantity("3") }).click();
    await expect(page.locator("[name=quantity]")).toBeFocused();
    await expect(page.locator("[name=quantity]")).toHaveValue("7");
    await expect(page.locator("[name=message]")).toHaveValue(
      "Deux heures seulement, de 9 h à 11 h.",
    );
    await expect(page.getByLabel(t.disputes.aQuantity)).toBeChecked();

    await page.getByLabel(t.disputes.reasons.quantity).check();
    await page.locator("[name=quantity]").fill("1");
    await page.locator("[name=attachments]").setInputFiles({
      name: "compteur.png",
      mimeType: "image/png",
      buffer: Buffer.from(logoPng()),
    });
    await page.getByTestId("send").click();

    // At once: a reference, who answers, until when, what is on hold.
    const done = page.getByRole("status");
    const reference = /\b[A-Z]{1,3}-[\w-]+\b/.exec((await done.innerText()) ?? "")?.[0] ?? "none";
    await expect(done).toContainText(t.disputes.sentTitle(reference));
    await expect(done).toContainText(handler?.name ?? "nobody");
    await expect(done.getByText(/\d/).first()).toBeVisible();
    await expect(done).toContainText(t.disputes.sentFrozen(sum(6_000)));
    await expect(page.getByRole("heading", { level: 1 })).toContainText(reference);
    const file = page.getByRole("link", { name: /compteur\.png/ });
    const download = await page.request.get((await file.getAttribute("href")) ?? "");
    expect(download.headers()["content-disposition"]).toMatch(/^attachment/);
    expect(await download.body()).toEqual(Buffer.from(logoPng()));
    await nextMail(email, { about: [reference, sum(6_000)] });

    // The rest can be paid, and only the rest: 460 € net, 552 € with VAT, 60 € contested.
    await page
      .getByRole("link", { name: t.disputes.backToInvoice(number) })
      .first()
      .click();
    await expect(page.locator("main")).toContainText(t.invoices.frozenHere(sum(6_000)));
    await expect(page.getByText(t.invoices.contested(reference))).toBeVisible();
    await expect(page.getByTestId("pay")).toHaveText(t.invoices.payAmount(sum(49_200)));
    await page.getByTestId("pay").click();
    await expect(page.getByTestId("pay")).toHaveText(t.payments.pay(sum(49_200)));
    await page.goBack();

    await page.getByRole("link", { name: `${t.invoices.follow} ${reference}` }).click();
    await page.getByTestId("send").click();
    await expect(page.getByRole("alert")).toContainText(t.disputes.errors.message);
    await page.locator("[name=message]").fill("Le gardien peut le confirmer.");
    await page.getByTestId("send").click();
    await expect(page.getByRole("status")).toContainText(t.disputes.replySent);
    await expect(page.getByRole("article").last()).toContainText("Le gardien peut le confirmer.");

    await page.goto(`/c/${customerNumber}/disputes`);
    await expect(page.getByRole("row", { name: reference })).toContainText(sum(6_000));
    await expect(page.getByRole("row", { name: reference })).toContainText(t.disputes.states.open);
  });
});
