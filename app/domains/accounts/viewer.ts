import type { Scope } from "#app/platform/db.server.ts";

export type MembershipRole = "owner" | "payer" | "viewer";
export type StaffRole = "agent" | "manager";

/** A signed-in person acting for one customer (the one in the URL). */
export interface PersonViewer {
  readonly kind: "person";
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly role: MembershipRole;
}

/** Somebody who follows the link of a mail: one invoice, nothing else. May view, download (no bank details), pay and contest it. */
export interface LinkViewer {
  readonly kind: "link";
  readonly accessLinkId: string;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly invoiceId: string;
  /** Whom the mail was addressed to, when known. */
  readonly personId: string | null;
  readonly name: string;
}

export interface StaffViewer {
  readonly kind: "staff";
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
}

/** The biller's systems, by API key. */
export interface IntegrationViewer {
  readonly kind: "integration";
  readonly apiKeyId: string;
  readonly scopes: readonly string[];
}

/** The worker and other processes of our own. */
export interface SystemViewer {
  readonly kind: "system";
  readonly name: string;
}

/** Who acts for a customer. */
export type CustomerViewer = PersonViewer | LinkViewer;
export type Viewer = CustomerViewer | StaffViewer | IntegrationViewer | SystemViewer;

/** What row-level security lets this viewer's transactions see. */
export function scopeOf(viewer: Viewer): Scope {
  return "customerId" in viewer ? { customerId: viewer.customerId } : "all";
}

/** May pay and contest: a viewer-role member may only look (contract.md, Pages). */
export function mayAct(viewer: CustomerViewer): boolean {
  return viewer.kind === "link" || viewer.role !== "viewer";
}

/** May manage people and preferences. */
export function mayManage(viewer: CustomerViewer): boolean {
  return viewer.kind === "person" && viewer.role === "owner";
}

/** A link opens one invoice; a person every invoice of the customer. */
export function maySeeInvoice(viewer: CustomerViewer, invoiceId: string): boolean {
  return viewer.kind === "person" || viewer.invoiceId === invoiceId;
}
