import { expect, test } from "@playwright/test";
import { addDays, dayIn } from "#app/platform/calendar.ts";
import { groupedByFour } from "#app/platform/iban.ts";
import { formatMoney, money, toMinor } from "#app/platform/money.ts";
import { callApi, putCustomer, sendInvoice } from "#tests/support/biller-system.ts";
import {
  suiteBytes,
  suiteFiles,
  suiteMissing,
  suitePresent,
} from "#tests/support/einvoice-suite.ts";
import { payByCard } from "#tests/support/hosted-checkout.ts";
import { linkIn, nextMail } from "#tests/support/mailbox.ts";
import { pdfText, popplerPresent } from "#tests/support/read-pdf.ts";
import { readQr } from "#tests/support/read-qr.ts";
import { signIn } from "#tests/support/sign-in.ts";
import { ublInvoice } from "#tests/support/ubl-invoice.ts";
import { inEveryWay } from "#tests/support/ways.ts";

const today = dayIn("Europe/Paris", new Date());
const dates = { issueDate: today, dueDate: addDays(today, 30) };
const iban = "FR7630006000011234567890189";

inEveryWay("ingest", ({ language, t, unique }) => {
  const customerNumber = unique("ING");
  const email = `${unique("amina")}@atelier.example`;
  const sum = (minor: number) => formatMoney(money(minor, "EUR"), language);
  const [json, ubl] = [unique("J1"), unique("U1")];

  test.beforeAll(async () => {
    const people = [{ name: "Amina Diallo", email, role: "payer" as const }];
    await putCustomer({ number: customerNumber, name: "Atelier du Test", people, language });
    const paymentMeans = [{ code: "58", iban }];
    await sendInvoice({ customerNumber, number: json, net: "80.00", paymentMeans, ...dates });
    const xml = ublInvoice({
      ...{ number: ubl, customerNumber, ...dates, iban, line: "Bobines de cuivre" },
      ...{ net: "60.00", vat: "12.00", gross: "72.00" },
    });
    const taken = await callApi("POST", "/invoices", xml, "application/xml");
    expect(taken).toMatchObject({ status: 201, body: { number: ubl, customerNumber } });
    expect(await callApi("POST", "/invoices", xml, "application/xml")).toMatchObject({
      status: 200,
    });
  });

  test("what the biller sends is what its customer sees", async ({ page }) => {
    await signIn(page.request, email);
    await page.goto(`/c/${customerNumber}/invoices`);
    await expect(page.getByRole("status")).toHaveText(t.invoices.results(2));
    await expect(page.getByRole("row", { name: json })).toContainText(sum(9_600));
    await page.getByRole("link", { name: ubl }).click();
    const sheet = page.getByRole("article");
    for (const part of ["Énergie des Alpes", "Atelier du Test", "Bobines de cuivre", sum(7_200)])
      await expect(sheet).toContainText(part);
    // Signed in, the bank details are one step away.
    await page.locator("summary", { hasText: t.payments.transfer.title }).click();
    await expect(page.locator("main")).toContainText("FR76 3000 6000 0112 3456 7890 189");
  });

  test("a transfer with what the code on the pay page says is recognised", async ({ page }) => {
    await signIn(page.request, email);
    await page.goto(`/c/${customerNumber}/invoices`);
    await page.getByRole("link", { name: json }).click();
    await page.getByTestId("pay").click();
    const code = page.getByRole("img", { name: t.payments.transfer.codeAlternative });
    const [, , size] = ((await code.getAttribute("viewBox")) ?? "").split(" ");
    const path = (await code.locator("path").getAttribute("d")) ?? "";
    const lines = readQr({ size: Number(size), path })?.split("\n") ?? [];
    const [account, amount, , reference = ""] = lines.slice(6);
    expect([account, amount]).toEqual([iban, "EUR96.00"]);
    await expect(page.getByTestId("transfer")).toContainText(groupedByFour(reference));

    const received = { amount: "96.00", currency: "EUR", date: today };
    expect(
      await callApi("POST", "/payments", { ...received, reference: groupedByFour(reference) }),
    ).toMatchObject({
      status: 201,
      body: { customerNumber, allocations: [{ invoiceNumber: json }], unallocated: "0.00" },
    });
    await page.reload();
    await expect(page.locator("main")).toContainText(t.payments.paidAlready);
    await expect(page.getByTestId("transfer")).toHaveCount(0);
  });

  test("the link of the mail opens one invoice: view, PDF, contest, pay", async ({ page }) => {
    const mail = await nextMail(email, { about: [ubl, "/i/"] });
    expect(`${mail.subject} ${mail.text} ${mail.html}`.replace(/\s/g, "")).not.toContain(iban);
    const link = linkIn(mail, "/i/");
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      t.invoices.title("invoice", ubl),
    );
    await expect(page.getByRole("article")).toContainText("Bobines de cuivre");
    const withoutSpaces = async () => (await page.content()).replace(/[\s\u00a0]|&nbsp;/g, "");
    expect(await withoutSpaces()).not.toContain(iban);

    const pdf = await page.request.get(
      (await page.getByTestId("download-pdf").getAttribute("href")) ?? "",
    );
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    const xml = await page.request.get(`${link}/invoice.xml`);
    expect(await xml.text()).toContain("Bobines de cuivre");
    expect((await xml.text()).replace(/\s/g, "")).not.toContain(iban);
    if (popplerPresent) {
      const { paper, facturX } = await pdfText(await pdf.body());
      expect(paper).toContain("Bobines de cuivre");
      expect((paper + facturX).replace(/\s/g, "")).not.toContain(iban);
    }

    // Nothing else opens without signing in.
    await page.goto(`/c/${customerNumber}/invoices`);
    await expect(page).toHaveURL(/\/login/);

    await page.goto(link);
    await page.getByTestId("dispute-line").click();
    await page.getByLabel(t.disputes.reasons.price).check();
    await page.getByLabel(t.disputes.anAmount).check();
    await page.locator("[name=amount]").fill(language === "fr" ? "12,00" : "12.00");
    await page.locator("[name=message]").fill("Le prix convenu était de 50 €.");
    await page.getByTestId("send").click();
    await expect(page.getByRole("status")).toContainText(t.disputes.sentFrozen(sum(1_200)));
    await expect(page).toHaveURL(/\/i\/[\w-]+\/disputes\//);

    await page
      .getByRole("link", { name: t.disputes.backToInvoice(ubl) })
      .first()
      .click();
    await page.getByTestId("pay").click();
    await expect(page.locator("main")).toContainText(t.payments.transfer.signIn);
    await expect(page.getByTestId("transfer")).toHaveCount(0);
    expect(await withoutSpaces()).not.toContain(iban);
    await page.getByTestId("pay").and(page.getByRole("button")).click();
    await expect(page.getByTestId("checkout-amount")).toHaveText(sum(6_000));
    await payByCard(page);
    await expect(page).toHaveURL(/\/i\/[\w-]+\/return/);
    await expect(page.getByRole("status")).toContainText(t.payments.outcome.succeeded(sum(6_000)));
    // The receipt is a page of the account: a link does not open it.
    await expect(page.getByRole("link", { name: t.payments.outcome.seeReceipt })).toHaveCount(0);
    await page.getByRole("link", { name: t.payments.outcome.seeInvoice }).click();
    await expect(page.locator("main")).toContainText(t.invoices.onlyFrozenHere);
  });
});

test.describe("a UBL file of the public suite", () => {
  test.skip(!suitePresent, suiteMissing);

  test("is seen in the portal by the person added to its customer", async ({ page }) => {
    const file = suiteFiles().find(
      ({ kind, expect: verdict, facts }) =>
        kind === "ubl-invoice" && verdict === "accept" && (facts?.lines ?? 0) > 2,
    );
    if (!file?.facts) throw new Error("The suite has no such file");
    const { facts } = file;
    const taken = await callApi(
      "POST",
      "/invoices?createCustomer=true",
      Buffer.from(suiteBytes(file.file)).toString("utf8"),
      "application/xml",
    );
    expect(taken.body).toMatchObject({ number: facts.number });
    const customerNumber = String(taken.body.customerNumber);
    const email = `suite-${Date.now()}@buyer.example`;
    const people = [{ name: "Buyer", email, role: "viewer" }];
    const path = `/customers/${encodeURIComponent(customerNumber)}`;
    expect(await callApi("PUT", path, { name: facts.buyerName, people })).toMatchObject({
      status: 200,
    });
    await signIn(page.request, email);
    await page.goto(`/c/${encodeURIComponent(customerNumber)}/invoices`);
    await page.getByRole("link", { name: facts.number }).click();
    const sheet = page.getByRole("article");
    const payable = money(toMinor(facts.payable, facts.currency) ?? 0, facts.currency);
    for (const part of [facts.sellerName, facts.buyerName, formatMoney(payable, "fr")])
      await expect(sheet).toContainText(part);
    // Lines, without the head and the totals.
    await expect(sheet.locator("tbody tr")).toHaveCount(facts.lines);
  });
});
