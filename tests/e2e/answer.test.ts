import { expect, test } from "@playwright/test";
import { addDays, dayIn } from "#app/platform/calendar.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { putCustomer, sendInvoice } from "#tests/support/biller-system.ts";
import { contestLine } from "#tests/support/contest-line.ts";
import { codeIn, mailsTo, nextMail, nextSignInMail } from "#tests/support/mailbox.ts";
import { demonstration } from "#tests/support/portal.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { inEveryWay } from "#tests/support/ways.ts";

const today = dayIn("Europe/Paris", new Date());

// All in one worker: these tests sign in as the same agent.
inEveryWay("answer", ({ language, t, unique }) => {
  const customerNumber = unique("ANS");
  const customerName = unique("Boulangerie");
  const email = `${unique("lea")}@fournil.example`;
  const sum = (minor: number) => formatMoney(money(minor, "EUR"), language);
  const agent = demonstration().people.find(({ staff }) => staff === "agent");
  const agentEmail = agent?.email ?? "";

  test("from the queue to the decision", async ({ page, browser, baseURL }) => {
    const people = [{ name: "Léa Pons", email, role: "payer" as const }];
    await putCustomer({
      number: customerNumber,
      name: customerName,
      people,
      language,
      contact: agentEmail,
    });
    const invoiceId = await sendInvoice({
      customerNumber,
      number: unique("A1"),
      net: "250.00",
      issueDate: addDays(today, -2),
      dueDate: addDays(today, 28),
    });
    const customer = await browser.newContext({ baseURL, locale: language });
    await signIn(customer.request, email);
    const form = `/c/${customerNumber}/invoices/${invoiceId}/dispute?line=1`;
    const thread = await contestLine(customer.request, form, "Le compteur dit autre chose.");

    // By the code, typed on the device that asked.
    await page.goto("/staff");
    const known = await mailsTo(agentEmail);
    await page.locator("[name=email]").fill(agentEmail);
    await page.getByTestId("sign-in").click();
    await page.locator("[name=code]").fill(codeIn(await nextSignInMail(agentEmail, known)));
    await page.getByTestId("sign-in").click();
    await expect(page).toHaveURL(/\/staff$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t.disputes.desk.title);

    await page.getByRole("link", { name: new RegExp(t.disputes.desk.filters.mine) }).click();
    await page.getByRole("link", { name: customerName }).click();
    const desk = page.getByRole("region", { name: customerName });
    await expect(desk).toContainText("Le compteur dit autre chose.");
    await expect(desk).toContainText(sum(30_000));

    // A note stays inside.
    await page.locator("summary", { hasText: t.disputes.desk.noteLabel }).click();
    await page.locator("[name=note]").fill("Relevé du technicien demandé.");
    await page.getByRole("button", { name: t.disputes.desk.saveNote }).click();
    await expect(page.getByRole("status")).toContainText(t.disputes.desk.done.noted);

    await page.locator("[name=message]").fill("Pouvez-vous photographier le compteur ?");
    await page.getByLabel(t.disputes.desk.waitLabel).check();
    const beforeAnswer = await mailsTo(email);
    await page.getByTestId("send").click();
    await expect(page.getByRole("status")).toContainText(t.disputes.desk.done.answered);
    await nextMail(email, { known: beforeAnswer, about: ["photographier le compteur"] });

    // A decision without words is not sent.
    const decide = page.locator("summary", { hasText: t.disputes.desk.decideTitle });
    await decide.click();
    await page.getByLabel(t.disputes.desk.partial).check();
    await page.locator("[name=amount]").fill(language === "fr" ? "120,50" : "120.50");
    await page.getByRole("button", { name: t.disputes.desk.decide }).click();
    await expect(page.getByRole("alert")).toContainText(t.disputes.desk.errors.reason);
    await page.locator("[name=reason]").fill("Une partie vous est rendue.");
    const beforeDecision = await mailsTo(email);
    await page.getByRole("button", { name: t.disputes.desk.decide }).click();
    await expect(page.getByRole("status")).toContainText(t.disputes.desk.done.decided);
    const mail = await nextMail(email, {
      known: beforeDecision,
      about: [sum(12_050), "Une partie vous est rendue."],
    });
    expect(mail.text).not.toContain("Relevé du technicien");

    const theirs = await customer.newPage();
    await theirs.goto(thread);
    await expect(theirs.locator("main")).toContainText("Pouvez-vous photographier le compteur ?");
    await expect(theirs.locator("main")).toContainText("Une partie vous est rendue.");
    await expect(theirs.locator("main")).toContainText(
      t.disputes.nextStep.creditRequested(sum(12_050)),
    );
    await expect(theirs.locator("main")).not.toContainText("Relevé du technicien");
    await customer.close();
  });
});
