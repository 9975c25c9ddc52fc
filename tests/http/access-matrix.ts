import type { AccessWorld } from "./access-world.ts";

/** Who may ask, weakest first. `link`: holds the link of a mail; `key`, `signature`: machines, without a cookie. */
export type Who =
  | "anybody"
  | "person"
  | "member"
  | "payer"
  | "owner"
  | "link"
  | "staff"
  | "manager"
  | "key"
  | "signature";

/** Below whose customer, or through whose link, a thing is asked for: the attacks differ from the right way only here. */
export interface Below {
  customer: string;
  token: string;
}

export interface Row {
  /** Who may GET it. */
  who: Who;
  url(world: AccessWorld, below: Below): string;
  /** What the rightful GET answers; 200 unless told. */
  status?: number;
  /** Whether the rightful GET shows something of the customer, in words that can be looked for: proves that the looking works. */
  shows?: boolean;
  /**
   * Who may POST there, and a form that would do something; a number is what everybody is answered. Demanded where the route
   * has an action.
   */
  post?:
    | 404
    | 405
    | {
        who: Who;
        form?(world: AccessWorld): Record<string, string>;
        /** Sent as multipart/form-data. */
        files?: true;
        method?: "PUT" | "DELETE";
      };
}

const anybody = (path: string, more: Partial<Row> = {}): Row => ({
  who: "anybody",
  url: () => path,
  ...more,
});
/** A short path: sends on to the person's only customer. */
const short = (path: (world: AccessWorld) => string): Row => ({
  who: "person",
  url: path,
  status: 302,
});
const customer = (
  who: "member" | "payer" | "owner",
  rest: (world: AccessWorld) => string,
  more: Partial<Row> = {},
): Row => ({ who, url: (world, { customer }) => `/c/${customer}${rest(world)}`, ...more });
const link = (rest: (world: AccessWorld) => string, more: Partial<Row> = {}): Row => ({
  who: "link",
  url: (world, { token }) => `/i/${token}${rest(world)}`,
  ...more,
});
const staff = (path: (world: AccessWorld) => string, more: Partial<Row> = {}): Row => ({
  who: "staff",
  url: path,
  shows: true,
  ...more,
});
/** For managers: an agent is told that it is not theirs. */
const manager = (path: (world: AccessWorld) => string, more: Partial<Row> = {}): Row => ({
  who: "manager",
  url: path,
  ...more,
});
const api = (path: (world: AccessWorld) => string, more: Partial<Row> = {}): Row => ({
  who: "key",
  url: (world) => `/api/v1${path(world)}`,
  ...more,
});
const webhook = (path: string): Row => ({
  who: "signature",
  url: () => path,
  status: 405,
  post: { who: "signature" },
});
const nobodysToken = "A".repeat(43);
const nobodysRefund = "0199aaaa-0000-7000-8000-00000000efef";
const contest = () => ({ reason: "other", contested: "all", message: "Non", submission: "again" });
/** A day that may be promised whenever it is asked. */
const promise = () => ({
  intent: "promise",
  date: "2026-11-20",
  amount: "78518",
  submission: nobodysRefund,
});
const newAgent = {
  name: "Léo",
  email: "leo@biller.example",
  role: "agent",
  phone: "04 65 71 00 99",
};
const reply = () => ({ intent: "reply", message: "Bonjour", submission: "reply" });

/**
 * A row per route of the build, by its id: the test fails for a route without one. What each row says is asked for over real HTTP
 * by everybody who may not, and by one who may.
 */
export const accessMatrix: Readonly<Record<string, Row>> = {
  root: anybody("/verify"),
  "routes/$": short(() => "/invoices"),
  "routes/_entry.accessibility": anybody("/accessibility"),
  "routes/_entry.api.docs": anybody("/api/docs"),
  "routes/_entry.legal": anybody("/legal"),
  "routes/_entry.login": anybody("/login", {
    post: { who: "anybody", form: () => ({ email: "personne@nulle-part.example" }) },
  }),
  "routes/_entry.login_.$token": anybody(`/login/${nobodysToken}`, {
    status: 404,
    post: { who: "anybody" },
  }),
  "routes/_entry.login_.code": anybody("/login/code", {
    post: { who: "anybody", form: () => ({ email: "personne@nulle-part.example", code: "1" }) },
  }),
  "routes/_entry.privacy": anybody("/privacy"),
  "routes/_entry.verify": anybody("/verify", {
    post: { who: "anybody", form: () => ({ code: "M-0000-0000" }) },
  }),
  "routes/_index": short(() => "/"),
  "routes/invoices.$id_.pay": short(({ invoiceId }) => `/invoices/${invoiceId}/pay`),
  "routes/logo.$hash": { who: "anybody", url: ({ logo }) => `/logo/${logo}` },
  "routes/logout": anybody("/logout", { status: 302, post: { who: "anybody" } }),
  "routes/pay": short(() => "/pay"),
  "routes/payments._index": short(() => "/payments"),
  "routes/payments.$id": short(({ paymentId }) => `/payments/${paymentId}`),
  "routes/autopay": short(() => "/autopay"),
  "routes/people": short(() => "/people"),
  "routes/preferences": short(() => "/preferences"),

  "routes/c.$customerNumber": customer("member", () => "/invoices", { shows: true }),
  "routes/c.$customerNumber._index": customer("member", () => "", { shows: true }),
  "routes/c.$customerNumber.autopay": customer("member", () => "/autopay", {
    post: { who: "payer", form: () => ({ intent: "start", currency: "EUR", limit: "" }) },
  }),
  "routes/c.$customerNumber.archive[.zip]": customer("member", () => "/archive.zip"),
  "routes/c.$customerNumber.disputes._index": customer("member", () => "/disputes", {
    shows: true,
  }),
  "routes/c.$customerNumber.disputes.$disputeId": customer(
    "member",
    ({ disputeId }) => `/disputes/${disputeId}`,
    { shows: true, post: { who: "payer", form: reply, files: true } },
  ),
  "routes/c.$customerNumber.disputes.$disputeId_.files.$attachmentId": customer(
    "member",
    ({ disputeId, attachmentId }) => `/disputes/${disputeId}/files/${attachmentId}`,
  ),
  "routes/c.$customerNumber.invoices._index": customer("member", () => "/invoices", {
    shows: true,
  }),
  "routes/c.$customerNumber.invoices[.csv]": customer("member", () => "/invoices.csv", {
    shows: true,
  }),
  "routes/c.$customerNumber.invoices.$id": customer(
    "member",
    ({ invoiceId }) => `/invoices/${invoiceId}`,
    { shows: true },
  ),
  "routes/c.$customerNumber.invoices.$id[.pdf]": customer(
    "member",
    ({ invoiceId }) => `/invoices/${invoiceId}.pdf`,
  ),
  "routes/c.$customerNumber.invoices.$id[.xml]": customer(
    "member",
    ({ invoiceId }) => `/invoices/${invoiceId}.xml`,
  ),
  "routes/c.$customerNumber.invoices.$id_.dispute": customer(
    "payer",
    ({ invoiceId, lineId }) => `/invoices/${invoiceId}/dispute?line=${lineId}`,
    { shows: true, post: { who: "payer", form: contest, files: true } },
  ),
  "routes/c.$customerNumber.invoices.$id_.original": customer(
    "member",
    ({ invoiceId }) => `/invoices/${invoiceId}/original`,
    { shows: true },
  ),
  "routes/c.$customerNumber.invoices.$id_.pay": customer(
    "payer",
    ({ invoiceId }) => `/invoices/${invoiceId}/pay`,
    { shows: true, post: { who: "payer" } },
  ),
  "routes/c.$customerNumber.invoices.$id_.spend-credit": {
    who: "anybody",
    url: ({ invoiceId }, { customer: number }) => `/c/${number}/invoices/${invoiceId}/spend-credit`,
    status: 404,
    post: { who: "payer" },
  },
  "routes/c.$customerNumber.invoices.$id_.plan": customer(
    "payer",
    ({ invoiceId }) => `/invoices/${invoiceId}/plan`,
    { shows: true, post: { who: "payer", form: promise } },
  ),
  "routes/c.$customerNumber.messages": customer("member", () => "/messages"),
  "routes/c.$customerNumber.pay": customer("payer", () => "/pay", {
    shows: true,
    post: { who: "payer", form: ({ invoiceId }) => ({ invoice: invoiceId }) },
  }),
  "routes/c.$customerNumber.payments._index": customer("member", () => "/payments", {
    shows: true,
  }),
  "routes/c.$customerNumber.payments.$id": customer(
    "member",
    ({ paymentId }) => `/payments/${paymentId}`,
    { shows: true },
  ),
  "routes/c.$customerNumber.payments.$id[.pdf]": customer(
    "member",
    ({ paymentId }) => `/payments/${paymentId}.pdf`,
  ),
  "routes/c.$customerNumber.payments.return": customer(
    "member",
    ({ attemptId }) => `/payments/return?attempt=${attemptId}`,
    { shows: true },
  ),
  "routes/c.$customerNumber.statement[.pdf]": customer("member", () => "/statement.pdf"),
  "routes/c.$customerNumber.people": customer("owner", () => "/people", {
    shows: true,
    post: { who: "owner", form: ({ viewerId }) => ({ remove: viewerId }) },
  }),
  "routes/c.$customerNumber.preferences": customer("member", () => "/preferences", {
    post: { who: "owner", form: () => ({ about: "delivery", delivery: "both" }) },
  }),

  "routes/i.$token": link(() => "", { shows: true }),
  "routes/i.$token_.seen": link(() => "/seen", { status: 404, post: { who: "link" } }),
  "link-invoice": link(() => "", { shows: true }),
  "link-dispute": link(({ lineId }) => `/dispute?line=${lineId}`, {
    shows: true,
    post: { who: "link", form: contest, files: true },
  }),
  "link-pay": link(() => "/pay", { shows: true, post: { who: "link" } }),
  "link-plan": link(() => "/plan", { shows: true, post: { who: "link", form: promise } }),
  "link-return": link(({ attemptId }) => `/return?attempt=${attemptId}`, { shows: true }),
  "link-thread": link(({ disputeId }) => `/disputes/${disputeId}`, {
    shows: true,
    post: { who: "link", form: reply, files: true },
  }),
  "link-pdf": link(() => "/invoice.pdf"),
  "link-xml": link(() => "/invoice.xml"),
  "link-attachment": link(
    ({ disputeId, attachmentId }) => `/disputes/${disputeId}/files/${attachmentId}`,
  ),

  "routes/staff": staff(() => "/staff"),
  "routes/staff._desk": staff(() => "/staff"),
  "routes/staff._desk._index": staff(() => "/staff"),
  "routes/staff._desk.disputes.$disputeId": staff(
    ({ disputeId }) => `/staff/disputes/${disputeId}`,
    {
      post: {
        who: "staff",
        form: () => ({ intent: "note", note: "Vu", submission: "note" }),
        files: true,
      },
    },
  ),
  "routes/staff.disputes.$disputeId_.files.$attachmentId": staff(
    ({ disputeId, attachmentId }) => `/staff/disputes/${disputeId}/files/${attachmentId}`,
    { shows: false },
  ),
  "routes/staff.customers._index": staff(() => "/staff/customers"),
  "routes/staff.customers.$customerId": staff(
    ({ customerId }) => `/staff/customers/${customerId}`,
    {
      post: { who: "staff", form: ({ agreementId }) => ({ "stop-autopay": agreementId }) },
    },
  ),
  "routes/staff.customers.$customerId_.account": staff(
    ({ customerId }) => `/staff/customers/${customerId}/account`,
  ),
  "routes/staff.customers.$customerId_.invoices.$id": staff(
    ({ customerId, invoiceId }) => `/staff/customers/${customerId}/invoices/${invoiceId}`,
  ),
  "routes/staff.messages": staff(() => "/staff/messages", { shows: false }),
  "routes/staff.payments": staff(() => "/staff/payments"),
  "routes/staff.payments_.reconciliation": staff(() => "/staff/payments/reconciliation", {
    shows: false,
    post: { who: "staff" },
  }),
  "routes/staff.payments_.$paymentId": staff(({ paymentId }) => `/staff/payments/${paymentId}`, {
    post: {
      who: "manager",
      form: () => ({ id: nobodysRefund, choice: "all", reason: "requested" }),
    },
  }),
  "routes/staff.plans.$planId": staff(({ planId }) => `/staff/plans/${planId}`, {
    post: { who: "staff", form: () => ({ decision: "refuse", words: "Non" }) },
  }),
  "routes/staff.tasks": staff(() => "/staff/tasks", {
    post: { who: "staff", form: ({ taskId }) => ({ task: taskId }) },
  }),
  "routes/staff.team._index": manager(() => "/staff/team"),
  "routes/staff.team.new": manager(() => "/staff/team/new", {
    post: { who: "manager", form: () => newAgent },
  }),
  "routes/staff.team.$personId": manager(({ agentId }) => `/staff/team/${agentId}`, {
    post: { who: "manager", form: () => ({ intent: "mail" }) },
  }),
  "routes/staff.integrations": manager(() => "/staff/integrations", {
    post: { who: "manager", form: () => ({ name: "ERP", scopes: "events:read" }) },
  }),
  "routes/staff.integrations_.refusals._index": manager(() => "/staff/integrations/refusals", {
    shows: true,
  }),
  "routes/staff.integrations_.refusals.$refusalId": manager(
    ({ refusalId }) => `/staff/integrations/refusals/${refusalId}`,
    { shows: true },
  ),
  "routes/staff.integrations_.webhooks.new": manager(() => "/staff/integrations/webhooks/new", {
    post: { who: "manager", form: () => ({ url: "https://erp.example/hooks" }) },
  }),
  "routes/staff.integrations_.webhooks.$endpointId": manager(
    ({ endpointIds }) => `/staff/integrations/webhooks/${endpointIds.page}`,
    { post: { who: "manager", form: () => ({ intent: "disable" }) } },
  ),
  "routes/staff.brand": manager(() => "/staff/brand", {
    post: { who: "manager", form: () => ({ name: "Autre" }), files: true },
  }),
  "routes/staff.audit": manager(() => "/staff/audit", { shows: true }),

  "routes/api.v1.$": api(() => "/nothing-here", {
    who: "anybody",
    status: 404,
    post: 404,
  }),
  "routes/api.v1.customers.$customerNumber": api(
    ({ customerNumber }) => `/customers/${customerNumber}`,
    { status: 405, post: { who: "key", method: "PUT" } },
  ),
  "routes/api.v1.events": api(() => "/events", { shows: true, post: 405 }),
  "routes/api.v1.invoices._index": api(() => "/invoices", { status: 405, post: { who: "key" } }),
  "routes/api.v1.invoices.$number": api(() => "/invoices/ZBL-FA-0042", {
    shows: true,
    post: 405,
  }),
  "routes/api.v1.invoices.batch": api(() => "/invoices/batch", {
    status: 405,
    post: { who: "key" },
  }),
  "routes/api.v1.openapi[.]json": anybody("/api/v1/openapi.json"),
  "routes/api.v1.payments": api(() => "/payments", { status: 405, post: { who: "key" } }),
  "routes/api.v1.webhook-endpoints._index": api(() => "/webhook-endpoints", {
    post: { who: "key" },
  }),
  "routes/api.v1.webhook-endpoints.$endpointId": api(
    ({ endpointIds }) => `/webhook-endpoints/${endpointIds.api}`,
    { post: { who: "key", method: "DELETE" } },
  ),
  "routes/webhooks.resend": webhook("/webhooks/resend"),
  "routes/webhooks.stripe": webhook("/webhooks/stripe"),
};
