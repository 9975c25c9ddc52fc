import type { Page } from "@playwright/test";
import {
  contestNonsense,
  decideNothing,
  emptyNameAndSend,
  limitNonsense,
  nobodyAnd,
  payNonsense,
  typeWrongCode,
} from "./form-acts.ts";
import { type PageStates, see, sends } from "./visit.ts";

const missing = "00000000-0000-7000-8000-000000000000";
const press = (testId: string) => (page: Page) => page.getByTestId(testId).click();
const words = (text: string): Pick<PageStates, "normal"> => ({ normal: see("nobody", () => text) });

/**
 * A row per page of the build, by the id of its route: the gate fails for a page without one, and looks at every state
 * that is there, in both languages. A state is left out where the page cannot be in it.
 */
export const gatePages: Readonly<Record<string, PageStates>> = {
  "routes/$": { error: see("nobody", () => "/rien-de-tel", 404) },
  "routes/_entry.accessibility": words("/accessibility"),
  "routes/_entry.api.docs": words("/api/docs"),
  "routes/_entry.legal": words("/legal"),
  "routes/_entry.privacy": words("/privacy"),
  "routes/_entry.login": {
    normal: see("nobody", () => "/login"),
    error: sends("nobody", () => "/login", nobodyAnd("sign-in")),
  },
  "routes/_entry.login_.code": {
    normal: see("nobody", () => "/login/code"),
    error: sends("nobody", () => "/login/code", typeWrongCode),
  },
  "routes/_entry.login_.$token": {
    // A link that was never asked for; one that works is met by the journeys.
    error: see("nobody", () => `/login/${"A".repeat(43)}`, 404),
  },
  "routes/_entry.verify": {
    normal: see("nobody", () => "/verify"),
    error: sends(
      "nobody",
      () => "/verify",
      (page) => page.locator("main button").first().click(),
    ),
  },
  "routes/_index": {
    // Only who acts for several customers, or is staff as well, stays here: the accountant of the demonstration's story.
    normal: see("accountant", () => "/"),
  },

  "routes/c.$customerNumber._index": {
    normal: see("owner", ({ normal }) => normal.home),
    empty: see("emptyOwner", ({ empty }) => empty.home),
    long: see("longOwner", ({ long }) => long.home),
  },
  "routes/c.$customerNumber.autopay": {
    normal: see("autopayer", ({ autopay }) => autopay.page),
    empty: see("owner", ({ normal }) => `${normal.home}/autopay`),
    long: see("longOwner", ({ long }) => `${long.home}/autopay?done=started`),
    error: sends("owner", ({ normal }) => `${normal.home}/autopay`, limitNonsense),
  },
  "routes/c.$customerNumber.invoices._index": {
    normal: see("owner", ({ normal }) => `${normal.home}/invoices?status=overdue`),
    empty: see("emptyOwner", ({ empty }) => `${empty.home}/invoices`),
    long: see("longOwner", ({ long }) => `${long.home}/invoices`),
    error: see("owner", ({ normal }) => `${normal.home}/invoices?min=beaucoup&from=hier`, 422),
  },
  "routes/c.$customerNumber.invoices.$id": {
    normal: see("owner", ({ normal }) => normal.contestedInvoice),
    empty: see("viewer", ({ normal }) => normal.creditNote),
    long: see("longOwner", ({ long }) => long.invoice),
    error: see("owner", ({ normal }) => `${normal.home}/invoices/${missing}`, 404),
  },
  "routes/c.$customerNumber.invoices.$id_.pay": {
    normal: see("owner", ({ normal }) => `${normal.contestedInvoice}/pay`),
    empty: see("owner", ({ normal }) => `${normal.creditNote}/pay`, 404),
    long: see("longOwner", ({ long }) => `${long.contestedInvoice}/pay`),
    error: sends("owner", ({ normal }) => `${normal.invoice}/pay`, payNonsense),
  },
  "routes/c.$customerNumber.invoices.$id_.plan": {
    normal: see("owner", ({ normal }) => `${normal.invoice}/plan?parts=3`),
    // It holds, or waits for an answer.
    empty: see("owner", ({ normal }) => `${normal.arrangedInvoice}/plan?done=accepted`),
    long: see("longOwner", ({ long }) => `${long.arrangedInvoice}/plan?done=proposed`),
    error: sends("owner", ({ normal }) => `${normal.invoice}/plan?parts=3`, press("promise")),
  },
  "routes/c.$customerNumber.invoices.$id_.dispute": {
    normal: see("owner", ({ normal }) => `${normal.invoice}/dispute?line=1`),
    long: see("longOwner", ({ long }) => `${long.invoice}/dispute?line=1`),
    error: sends("owner", ({ normal }) => `${normal.invoice}/dispute?line=1`, contestNonsense),
  },
  "routes/c.$customerNumber.disputes._index": {
    normal: see("owner", ({ normal }) => `${normal.home}/disputes`),
    empty: see("emptyOwner", ({ empty }) => `${empty.home}/disputes`),
    long: see("longOwner", ({ long }) => `${long.home}/disputes`),
  },
  "routes/c.$customerNumber.disputes.$disputeId": {
    normal: see("owner", ({ normal }) => `${normal.thread}?done=opened`),
    long: see("longOwner", ({ long }) => `${long.thread}?done=opened`),
    error: sends("owner", ({ normal }) => normal.thread, press("send")),
  },
  "routes/c.$customerNumber.messages": {
    normal: see("owner", ({ normal }) => `${normal.home}/messages`),
    empty: see("emptyOwner", ({ empty }) => `${empty.home}/messages`),
    long: see("longOwner", ({ long }) => `${long.home}/messages`),
  },
  "routes/c.$customerNumber.pay": {
    normal: see("owner", ({ normal }) => `${normal.home}/pay`),
    empty: see("emptyOwner", ({ empty }) => `${empty.home}/pay`),
    long: see("longOwner", ({ long }) => `${long.home}/pay`),
    error: see("viewer", ({ normal }) => `${normal.home}/pay`, 403),
  },
  "routes/c.$customerNumber.payments._index": {
    normal: see("owner", ({ normal }) => `${normal.home}/payments`),
    empty: see("emptyOwner", ({ empty }) => `${empty.home}/payments`),
    long: see("longOwner", ({ long }) => `${long.home}/payments`),
    error: see("owner", ({ normal }) => `${normal.home}/payments?from=2026-13-01`, 422),
  },
  "routes/c.$customerNumber.payments.$id": {
    normal: see("owner", ({ normal }) => normal.payment),
    long: see("longOwner", ({ long }) => long.payment),
    error: see("owner", ({ normal }) => `${normal.home}/payments/${missing}`, 404),
  },
  "routes/c.$customerNumber.payments.return": {
    normal: see("owner", ({ normal }) => normal.payReturn),
    long: see("longOwner", ({ long }) => long.payReturn),
    error: see("owner", ({ normal }) => `${normal.home}/payments/return?attempt=${missing}`, 404),
  },
  "routes/c.$customerNumber.people": {
    normal: see("owner", ({ normal }) => `${normal.home}/people`),
    long: see("longOwner", ({ long }) => `${long.home}/people`),
    error: sends("owner", ({ normal }) => `${normal.home}/people`, nobodyAnd("send")),
  },
  "routes/c.$customerNumber.preferences": {
    normal: see("owner", ({ normal }) => `${normal.home}/preferences?done=saved`),
    empty: see("viewer", ({ normal }) => `${normal.home}/preferences`),
  },

  "link-invoice": {
    normal: see("nobody", ({ normal }) => normal.link),
    long: see("nobody", ({ long }) => long.link),
    error: see("nobody", () => `/i/${"A".repeat(43)}`, 404),
  },
  "link-dispute": {
    normal: see("nobody", ({ normal }) => `${normal.link}/dispute?line=2`),
    long: see("nobody", ({ long }) => `${long.link}/dispute?line=2`),
    error: sends("nobody", ({ normal }) => `${normal.link}/dispute?line=2`, contestNonsense),
  },
  "link-pay": {
    normal: see("nobody", ({ normal }) => `${normal.link}/pay`),
    long: see("nobody", ({ long }) => `${long.link}/pay`),
    error: sends("nobody", ({ normal }) => `${normal.link}/pay`, payNonsense),
  },
  "link-plan": {
    normal: see("nobody", ({ normal }) => `${normal.link}/plan`),
    long: see("nobody", ({ long }) => `${long.link}/plan`),
    error: sends("nobody", ({ normal }) => `${normal.link}/plan`, press("promise")),
  },
  "link-return": {
    normal: see("nobody", ({ normal }) => normal.linkReturn),
    long: see("nobody", ({ long }) => long.linkReturn),
  },
  "link-thread": {
    normal: see("nobody", ({ normal }) => normal.linkThread),
    long: see("nobody", ({ long }) => long.linkThread),
    error: sends("nobody", ({ normal }) => normal.linkThread, press("send")),
  },

  "routes/staff._desk._index": {
    normal: see("staff", () => "/staff"),
    empty: see("staff", () => "/staff?show=mine&page=99"),
  },
  "routes/staff._desk.disputes.$disputeId": {
    normal: see("staff", ({ normal }) => normal.staffDispute),
    long: see("staff", ({ long }) => long.staffDispute),
    error: sends("staff", ({ normal }) => normal.staffDispute, decideNothing),
  },
  "routes/staff.customers._index": {
    normal: see("staff", () => "/staff/customers"),
    empty: see("staff", () => "/staff/customers?q=personne-de-ce-nom"),
    long: see("staff", ({ long }) => `/staff/customers?q=${long.number}`),
  },
  "routes/staff.customers.$customerId": {
    normal: see("staff", ({ normal }) => normal.staffCustomer),
    long: see("staff", ({ long }) => long.staffCustomer),
    error: see("staff", () => `/staff/customers/${missing}`, 404),
  },
  "routes/staff.customers.$customerId_.account": {
    normal: see("staff", ({ normal }) => `${normal.staffCustomer}/account`),
    empty: see("staff", ({ empty }) => `${empty.staffCustomer}/account`),
    long: see("staff", ({ long }) => `${long.staffCustomer}/account`),
    error: see("staff", () => `/staff/customers/${missing}/account`, 404),
  },
  "routes/staff.customers.$customerId_.invoices.$id": {
    normal: see("staff", ({ normal }) => normal.staffInvoice),
    long: see("staff", ({ long }) => long.staffInvoice),
  },
  "routes/staff.audit": {
    normal: see("staff", () => "/staff/audit"),
    empty: see("staff", () => "/staff/audit?q=rien-de-tel"),
  },
  "routes/staff.brand": {
    // Other bank details wait: one manager proposed them, the other decides.
    normal: see("staff", () => "/staff/brand"),
    long: see("secondManager", () => "/staff/brand"),
    error: sends("staff", () => "/staff/brand", emptyNameAndSend),
  },
  "routes/staff.integrations": {
    normal: see("staff", () => "/staff/integrations"),
    error: sends("staff", () => "/staff/integrations", press("send")),
  },
  "routes/staff.integrations_.refusals._index": {
    normal: see("staff", () => "/staff/integrations/refusals?status=409"),
    empty: see("staff", () => "/staff/integrations/refusals?q=aucun-numero"),
    long: see("staff", () => "/staff/integrations/refusals"),
  },
  "routes/staff.integrations_.refusals.$refusalId": {
    normal: see("staff", ({ refusal }) => refusal),
    long: see("staff", ({ longRefusal }) => longRefusal),
    error: see("staff", () => `/staff/integrations/refusals/${missing}`, 404),
  },
  "routes/staff.integrations_.webhooks.new": {
    normal: see("staff", () => "/staff/integrations/webhooks/new"),
    error: sends("staff", () => "/staff/integrations/webhooks/new", press("send")),
  },
  "routes/staff.integrations_.webhooks.$endpointId": {
    long: see("staff", ({ webhookEndpoint }) => webhookEndpoint),
    error: see("staff", () => `/staff/integrations/webhooks/${missing}`, 404),
  },
  "routes/staff.team._index": { normal: see("staff", () => "/staff/team") },
  "routes/staff.team.$personId": {
    normal: see("staff", ({ staffMember }) => staffMember),
    error: sends("staff", ({ staffMember }) => staffMember, emptyNameAndSend),
  },
  "routes/staff.team.new": {
    normal: see("staff", () => "/staff/team/new"),
    error: sends("staff", () => "/staff/team/new", press("send")),
  },
  "routes/staff.messages": {
    normal: see("staff", ({ normal }) => `/staff/messages?q=${normal.owner}`),
    empty: see("staff", () => "/staff/messages?q=personne-de-ce-nom"),
    long: see("staff", ({ long }) => `/staff/messages?q=${long.owner}`),
  },
  "routes/staff.payments": {
    normal: see("staff", () => "/staff/payments"),
    empty: see("staff", () => "/staff/payments?q=personne-de-ce-nom"),
    long: see("staff", ({ long }) => `/staff/payments?q=${long.number}`),
  },
  "routes/staff.payments_.reconciliation": {
    normal: see("staff", () => "/staff/payments/reconciliation?asked"),
  },
  "routes/staff.payments_.$paymentId": {
    normal: see("staff", ({ normal }) => normal.staffCredit),
    // All of it found its invoices, and it came by the bank: nothing to give back.
    empty: see("staff", ({ normal }) => normal.staffPayment),
    long: see("staff", ({ long }) => `${long.staffCredit}?review=1&choice=all&reason=goodwill`),
    error: see(
      "staff",
      ({ normal }) => `${normal.staffCredit}?review=1&choice=part&amount=cent`,
      422,
    ),
  },
  "routes/staff.plans.$planId": {
    normal: see("staff", ({ normal }) => normal.staffPlan),
    long: see("staff", ({ long }) => long.staffPlan),
    error: sends("staff", ({ long }) => long.staffPlan, press("refuse-plan")),
  },
  "routes/staff.tasks": {
    normal: see("staff", () => "/staff/tasks"),
    error: see("owner", () => "/staff/tasks", 404),
  },
};
