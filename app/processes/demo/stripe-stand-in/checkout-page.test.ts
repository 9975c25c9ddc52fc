import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hours } from "#app/platform/duration.ts";
import { oneInvoice, type StripeBench, startBench } from "./stripe-test-bench.ts";

let bench: StripeBench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

const open = async (change: object = {}) => {
  const session = await bench.stripe.checkout.sessions.create(oneInvoice(change as never));
  return { id: session.id, url: session.url ?? "" };
};
const get = async (url: string, language = "fr") => {
  const answer = await fetch(url, { headers: { "accept-language": language } });
  return { status: answer.status, body: await answer.text(), headers: answer.headers };
};
/** What a form without a script sends. */
const post = async (url: string, fields: Record<string, string>) => {
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  return { status: answer.status, body: await answer.text(), to: answer.headers.get("location") };
};
const card = (card_number: string) => ({
  method: "card",
  email: "nadia@fournil.example",
  card_number,
  card_expiry: "12 / 34",
  card_cvc: "123",
});

describe("the hosted page", () => {
  it("says in the session's language what is paid, that it is simulated, and how to go back", async () => {
    const { url } = await open();
    const french = await get(url, "en");
    expect(french.body).toContain('<html lang="fr">');
    expect(french.body).toContain("Stripe simulé");
    expect(french.body).toMatch(/Payer 464,20/);
    expect(french.body).toContain("Facture FA-2026-01902");
    expect(french.body).toContain('href="http://127.0.0.1:3000/invoices/1"');
    expect(french.body).not.toContain("<script");
    const english = await get((await open({ locale: "auto" })).url, "en-GB");
    expect(english.body).toContain("Pay €464.20");
  });

  it("escapes what the shop sends", async () => {
    const price_data = {
      currency: "eur",
      product_data: { name: '<img src=x onerror="alert(1)">' },
      unit_amount: 5000,
    };
    const { url } = await open({ line_items: [{ price_data, quantity: 1 }] });
    expect((await get(url)).body).toContain("&lt;img src=x onerror=&quot;");
  });

  it("takes a card and returns with the session's id", async () => {
    const { id, url } = await open();
    const answer = await post(url, card("4242 4242 4242 4242"));
    expect(answer.status).toBe(303);
    expect(answer.to).toBe(`http://127.0.0.1:3000/payments/return?session=${id}`);
    // A double click: the second form finds the session complete and takes nothing.
    expect((await post(url, card("4242 4242 4242 4242"))).to).toBe(answer.to);
    expect(bench.standIn.ledger.charged("EUR")).toBe(46_420);
  });

  it("replaces {CHECKOUT_SESSION_ID} only where it arrives unescaped", async () => {
    const { url } = await open({
      success_url: "http://127.0.0.1:3000/?s=%7BCHECKOUT_SESSION_ID%7D",
    });
    expect((await post(url, card("4242424242424242"))).to).toContain("%7BCHECKOUT_SESSION_ID%7D");
  });

  it("keeps what was typed and names what is wrong, without attempting anything", async () => {
    const { id, url } = await open();
    const answer = await post(url, {
      ...card("4242 4242 4242 4241"),
      card_expiry: "10/26",
      card_cvc: "1",
    });
    expect(answer.status).toBe(422);
    for (const name of ["card_number", "card_expiry", "card_cvc"])
      expect(answer.body).toContain(`href="#${name}"`);
    expect(answer.body).toContain('value="4242 4242 4242 4241"');
    expect(answer.body).toContain("<title>Erreur");
    expect((await bench.stripe.checkout.sessions.retrieve(id)).payment_intent).toBeNull();
  });

  it("says why a card was refused and lets another one pay", async () => {
    const { url } = await open();
    const refused = await post(url, card("4000000000009995"));
    expect(refused.status).toBe(402);
    expect(refused.body).toContain("provision de votre carte est insuffisante");
    expect((await post(url, card("4242424242424242"))).status).toBe(303);
  });

  it("asks for confirmation by 3-D Secure: refused, then accepted", async () => {
    const { url } = await open();
    const asked = await post(url, card("4000002500003155"));
    const challenge = new URL(asked.to ?? "", url).href;
    expect((await get(challenge)).body).toContain("Votre banque demande une confirmation");
    const refused = await post(challenge, { answer: "refuse" });
    expect(refused.status).toBe(402);
    expect(refused.body).toContain("n’a pas confirmé");
    await post(url, card("4000002500003155"));
    expect((await post(challenge, { answer: "accept" })).to).toContain("/payments/return");
    expect(bench.standIn.ledger.payments()).toHaveLength(1);
  });

  it("takes a SEPA debit, spaces and all, and refuses a mistyped IBAN", async () => {
    const { id, url } = await open();
    const debit = { method: "sepa_debit", email: "nadia@fournil.example", name: "Nadia Benali" };
    expect((await post(url, { ...debit, iban: "FR14 2004 1010 0505 0001 3M02 607" })).status).toBe(
      422,
    );
    expect((await post(url, { ...debit, iban: "fr14 2004 1010 0505 0001 3M02 606" })).status).toBe(
      303,
    );
    expect(await bench.stripe.checkout.sessions.retrieve(id)).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
      customer_details: { email: "nadia@fournil.example", name: "Nadia Benali" },
    });
  });

  it("tells expired, complete and unknown sessions apart", async () => {
    const { url } = await open();
    bench.clock.advance(hours(25));
    expect((await get(url)).status).toBe(410);
    expect((await post(url, card("4242424242424242"))).status).toBe(410);
    const { id, url: other } = await open();
    bench.standIn.pay(id, { method: "card" });
    expect((await get(other)).body).toContain("déjà fait");
    expect((await get(`${bench.standIn.url}/c/pay/cs_none`)).status).toBe(404);
    expect(bench.standIn.ledger.payments()).toHaveLength(1);
  });
});
