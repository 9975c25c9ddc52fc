/** The calls of the API, as its OpenAPI document and its page for people list them. */
export const apiCalls = [
  { operation: "putCustomer", method: "PUT", path: "/customers/{customerNumber}" },
  { operation: "postInvoice", method: "POST", path: "/invoices" },
  { operation: "postInvoiceBatch", method: "POST", path: "/invoices/batch" },
  { operation: "getInvoice", method: "GET", path: "/invoices/{number}" },
  { operation: "postPayment", method: "POST", path: "/payments" },
  { operation: "getEvents", method: "GET", path: "/events" },
  { operation: "getWebhookEndpoints", method: "GET", path: "/webhook-endpoints" },
  { operation: "postWebhookEndpoint", method: "POST", path: "/webhook-endpoints" },
  { operation: "getWebhookEndpoint", method: "GET", path: "/webhook-endpoints/{id}" },
  { operation: "deleteWebhookEndpoint", method: "DELETE", path: "/webhook-endpoints/{id}" },
] as const;

export type ApiOperation = (typeof apiCalls)[number]["operation"];
