import type Stripe from "stripe";
import type { Language } from "#app/platform/i18n/language.ts";
import { formatMoney, money } from "#app/platform/money.ts";
import { type Html, html, page } from "../stand-in/page.ts";
import { type EntryField, type EntryProblems, entryFields, type Typed } from "./checkout-entry.ts";
import { shownIbans } from "./ibans.ts";
import { shownCards } from "./test-cards.ts";
import { type CheckoutWords, checkoutWords } from "./words.ts";

export interface CheckoutView {
  readonly session: Stripe.Checkout.Session;
  readonly lines: readonly Stripe.LineItem[];
  readonly language: Language;
  readonly typed: Typed;
  readonly problems: EntryProblems;
  /** A refusal of the bank, said above the form. */
  readonly refusal: keyof CheckoutWords | null;
}

/** The hosted page: what is paid on one side, how on the other. Works without a script. */
export function checkoutPage(view: CheckoutView): string {
  const { session, language } = view;
  const words = checkoutWords[language];
  const saving = session.mode === "setup";
  const title = saving ? words.titleSave : words.titlePay;
  const failed = view.refusal !== null || Object.keys(view.problems).length > 0;
  return page({
    language,
    title: failed ? words.errorPrefix + title : title,
    notice: words.notice,
    body: html`<main class="${saving ? "narrow" : "wide"}">
<h1>${title}</h1>
<div class="${saving ? "plain" : "checkout"}">
${saving ? null : summary(view, words)}
<div class="sheet">
${problemSummary(view, words)}
<form method="post" novalidate>
${field(view, "email", words.email, { type: "email", autocomplete: "email" })}
${ways(view, words)}
<button class="button wide" type="submit" data-testid="checkout-pay">${saving ? words.save : words.pay.replace("{amount}", amountOf(view))}</button>
</form>
${session.cancel_url === null ? null : html`<a class="back" href="${session.cancel_url}" data-testid="checkout-cancel">${saving ? words.backFromSaving : words.back}</a>`}
${testNumbers(session, words)}
</div>
</div>
</main>`,
  });
}

function summary(view: CheckoutView, words: CheckoutWords): Html {
  return html`<section aria-labelledby="to-pay">
<h2 id="to-pay">${words.toPay}</h2>
<p class="amount" data-testid="checkout-amount">${amountOf(view)}</p>
<ul class="lines" aria-label="${words.contents}">
${view.lines.map(
  (line) =>
    html`<li><span>${line.description}${(line.quantity ?? 1) > 1 ? ` × ${line.quantity}` : ""}</span><span class="sum">${written(line.amount_total, line.currency, view.language)}</span></li>`,
)}
</ul>
</section>`;
}

function problemSummary(view: CheckoutView, words: CheckoutWords): Html | null {
  const wrong = entryFields.filter((name) => view.problems[name] !== undefined);
  if (view.refusal === null && wrong.length === 0) return null;
  return html`<div class="problem" role="alert" tabindex="-1" data-testid="checkout-problem">
<h2>${words.problem}</h2>
${view.refusal === null ? null : html`<p>${words[view.refusal]}</p>`}
${wrong.length === 0 ? null : html`<ul>${wrong.map((name) => html`<li><a href="#${name}">${words[view.problems[name] ?? "problem"]}</a></li>`)}</ul>`}
</div>`;
}

function ways(view: CheckoutView, words: CheckoutWords): Html {
  const offered = view.session.payment_method_types;
  const details = { card: cardFields(view, words), sepa_debit: debitFields(view, words) };
  const only = offered.length === 1;
  const chosen = view.typed.method ?? "card";
  return html`<fieldset id="method">
<legend>${view.session.mode === "setup" ? words.howToSave : words.how}</legend>
${offered.map((type) => {
  const label = type === "card" ? words.card : words.debit;
  const inside = html`<div class="details">${details[type as "card" | "sepa_debit"]}</div>`;
  if (only)
    return html`<input type="hidden" name="method" value="${type}"><p><strong>${label}</strong></p>${inside}`;
  return html`<div class="way"><label class="choice"><input type="radio" name="method" value="${type}" data-testid="checkout-method-${type}"${type === chosen ? { html: " checked" } : null}> ${label}</label>${inside}</div>`;
})}
</fieldset>`;
}

function cardFields(view: CheckoutView, words: CheckoutWords): Html {
  return html`${field(view, "card_number", words.cardNumber, { autocomplete: "cc-number", inputmode: "numeric" })}
<div class="pair">
${field(view, "card_expiry", words.cardExpiry, { autocomplete: "cc-exp", inputmode: "numeric", hint: words.cardExpiryHint })}
${field(view, "card_cvc", words.cardCvc, { autocomplete: "cc-csc", inputmode: "numeric", hint: words.cardCvcHint })}
</div>`;
}

function debitFields(view: CheckoutView, words: CheckoutWords): Html {
  return html`${field(view, "iban", words.iban, { autocomplete: "off" })}
${field(view, "name", words.name, { autocomplete: "name" })}
<p class="muted">${words.mandate}</p>`;
}

function field(
  view: CheckoutView,
  name: EntryField,
  label: string,
  options: { type?: string; autocomplete: string; inputmode?: string; hint?: string },
): Html {
  const problem = view.problems[name];
  const described = [options.hint && `${name}-hint`, problem && `${name}-wrong`].filter(Boolean);
  const attributes = [
    options.inputmode ? html` inputmode="${options.inputmode}"` : null,
    problem ? html` aria-invalid="true"` : null,
    described.length > 0 ? html` aria-describedby="${described.join(" ")}"` : null,
  ].filter((part) => part !== null);
  const words = checkoutWords[view.language];
  return html`<div class="field">
<label for="${name}">${label}</label>
${options.hint ? html`<span class="hint" id="${name}-hint">${options.hint}</span>` : null}
${problem ? html`<span class="wrong" id="${name}-wrong">${words[problem]}</span>` : null}
<input id="${name}" name="${name}" type="${options.type ?? "text"}" value="${view.typed[name] ?? ""}" autocomplete="${options.autocomplete}" data-testid="checkout-${name}"${attributes}>
</div>`;
}

function testNumbers(session: Stripe.Checkout.Session, words: CheckoutWords): Html {
  const debits = session.payment_method_types.includes("sepa_debit");
  const rows = [...shownCards, ...(debits ? shownIbans : [])];
  return html`<details class="cards" open>
<summary>${words.testNumbers}</summary>
<dl>${rows.map((number) => html`<dt><code>${number}</code></dt><dd>${words[`effect_${number}`]}</dd>`)}</dl>
<p class="muted">${words.anyDate}</p>
</details>`;
}

/** The simulated bank's 3-D Secure page. */
export function challengePage(session: Stripe.Checkout.Session, language: Language): string {
  const words = checkoutWords[language];
  const saving = session.mode === "setup";
  const amount = written(session.amount_total ?? 0, session.currency ?? "eur", language);
  return page({
    language,
    title: words.challengeTitle,
    notice: words.notice,
    body: html`<main class="narrow">
<div class="sheet">
<h1>${words.challengeTitle}</h1>
<p>${saving ? words.challengeSave : words.challenge.replace("{amount}", amount)}</p>
<form method="post" class="actions">
<button class="button" type="submit" name="answer" value="accept" data-testid="challenge-accept">${words.accept}</button>
<button class="button quiet" type="submit" name="answer" value="refuse" data-testid="challenge-refuse">${words.refuse}</button>
</form>
</div>
</main>`,
  });
}

/** A page without a form: expired, already done, unknown. */
export function messagePage(
  language: Language,
  title: string,
  message: string,
  onward: string | null = null,
): string {
  const words = checkoutWords[language];
  return page({
    language,
    title,
    notice: words.notice,
    body: html`<main class="narrow"><div class="sheet"><h1>${title}</h1><p>${message}</p>
${onward === null ? null : html`<p><a class="button" href="${onward}">${words.continue}</a></p>`}</div></main>`,
  });
}

function amountOf(view: CheckoutView): string {
  return written(view.session.amount_total ?? 0, view.session.currency ?? "eur", view.language);
}

function written(minor: number, currency: string, language: Language): string {
  return formatMoney(money(minor, currency.toUpperCase()), language);
}

/** The page's language: the session's locale, else what the browser asks for; locales we have no words for read English. */
export function checkoutLanguage(locale: string | null, fallback: Language): Language {
  if (locale === null || locale === "auto") return fallback;
  return locale.startsWith("fr") ? "fr" : "en";
}
