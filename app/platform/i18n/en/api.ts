import type { Messages } from "../messages.ts";

export const api: Messages["api"] = {
  amountTooFine: (amount, currency) =>
    `The amount ${amount} has more decimals than ${currency} allows, or is too large to be counted exactly.`,
  unknownCustomerNumber: (number) =>
    `No customer has the number ${number}. Create it with PUT /api/v1/customers/${encodeURIComponent(number)}, or add ?createCustomer=true.`,
  unknownCustomer:
    "No customer matches this buyer. Send its customer number (customerNumber, BT-46), legal id, VAT id or electronic address, or add ?createCustomer=true.",
  unstorable:
    "The document holds a character that is no text (U+0000, or half of a surrogate pair). Remove it.",
  numberInSeveralHands: (sellers) =>
    `Several sellers issued this number. Add ?seller= with one of: ${sellers}.`,
  badCursor: "This cursor is none of ours. Send next as the page before gave it.",
  fields: {
    notJson: "This is not JSON in UTF-8.",
    missing: "This field is missing.",
    unknown: (key) => `The field ${key} is unknown. Remove it or correct its name.`,
    text: "Write this field as text.",
    list: "Write a list [ … ] here.",
    object: "Write an object { … } here.",
    type: (expected) => `Write a value of type ${expected} here.`,
    oneOf: (values) => `Write one of these values: ${values}.`,
    tooLong: (most) => `This is too long: at most ${most}.`,
    empty: "This field is empty or too short.",
    email: "This is not an e-mail address.",
    said: (rule) => `This value ${rule}.`,
  },
  payments: {
    unknownCustomer:
      "No customer can be told. Send customerNumber, or invoices that have one customer only.",
    unknownInvoice: (number) => `This customer has no invoice ${number}.`,
    otherCurrency: (number, currency) => `Invoice ${number} is in ${currency}.`,
    otherContent: (number) =>
      `This externalId names payment ${number} already, with other content.`,
  },
  webhooks: {
    malformed: "Write a complete address, such as https://erp.example.com/hooks.",
    notHttps: "The address must begin with https://.",
    withCredentials: "The address must hold no user and no password: messages are signed.",
    private: "This address is on a private network. It must be public.",
    tooMany: (most) => `There are ${most} endpoints already. Delete one first.`,
  },
  problems: {
    unreadable: "The document cannot be read",
    unsupportedFormat: "This format is not supported",
    invalid: "The content breaks the rules",
    unknownCustomer: "Unknown customer",
    otherContent: "This number exists with other content",
    unauthenticated: "API key missing or unknown",
    forbidden: "This key lacks the scope",
    notFound: "Not found",
    methodNotAllowed: "Method not allowed",
    conflict: "Conflict",
    tooLarge: "The document is too large",
    keyReused: "This Idempotency-Key was used for another request",
    keyRunning: "The first request with this Idempotency-Key is still running",
    keyMalformed: "The Idempotency-Key header is malformed",
    tooMany: "Too many requests",
    internal: "The portal met an error",
    busy: "The portal is very busy",
  },
  details: {
    unreadable: "It could not be read to its end. The errors say where.",
    unsupportedFormat:
      "Send application/json, application/xml (UBL 2.1 or CII) or application/pdf (Factur-X, ZUGFeRD 2).",
    batchFormat: "Send application/x-ndjson: one JSON document per line.",
    jsonFormat: "Send application/json.",
    invalid: (count) => (count === 1 ? "One rule is broken." : `${count} rules are broken.`),
    unknownCustomer: "Nothing was stored. The error says what to send.",
    otherContent: (number) =>
      `Invoice ${number} was received before with other content. An issued invoice never changes: send a credit note.`,
    missingKey: "Send the header Authorization: Bearer followed by your key.",
    unknownKey: "There is no such key.",
    revokedKey: "This key was revoked.",
    missingScope: (scope) => `A key with the scope ${scope} is needed.`,
    invoiceNotFound: (number) => `No invoice has the number ${number}.`,
    endpointNotFound: "There is no such endpoint.",
    noSuchCall: "The API has no such address. See /api/docs.",
    methodNotAllowed: (allowed) => `This address allows: ${allowed}.`,
    tooLarge: (megabytes) => `A document has at most ${megabytes} MB.`,
    keyReused: "Take a new key for a new request, or send the same content again.",
    keyRunning: "Wait for its answer, then ask again.",
    keyMalformed: "It has 1 to 255 visible characters.",
    unknownContact: "No active member of staff has this address.",
    tooMany: (seconds) => `Try again in ${seconds} s.`,
    internal: (requestId) => `Try again later. To tell us about it, quote request ${requestId}.`,
    busy: (seconds) => `Nothing was stored. Send the request again in ${seconds} s.`,
    notStored: "This line could not be stored. Send it again.",
  },
  docs: {
    title: "API for your invoicing system",
    intro:
      "Your system sends customers, invoices and bank payments. It reads back payments, disputes and the delivery of mails.",
    key: "Every call carries the header Authorization: Bearer followed by a key. A manager makes keys and chooses their scopes.",
    openapi: "Full description in OpenAPI 3.1",
    call: (method, path) => `${method} ${path}`,
    calls: {
      putCustomer: "Create a customer or update it. What is not sent keeps its value.",
      postInvoice:
        "Send an invoice or credit note, as JSON, XML or PDF. 201: received. 200: received before, the same. 409: same number, other content.",
      postInvoiceBatch:
        "Send as many invoices as you like, one a line. Answers come in order, as it goes, and a refused line stops no other.",
      getInvoice: "Read an invoice back: what was paid, contested, delivered and viewed.",
      postPayment:
        "Report a transfer you received. Without allocations, the portal finds the invoices by reference, then by amount.",
      getEvents:
        "Follow everything that happens, in order. Keep next: whoever follows it misses nothing.",
      getWebhookEndpoints: "List the addresses where events are pushed to, and how they do.",
      postWebhookEndpoint:
        "Have the same events pushed to you, signed (Standard Webhooks). The secret is in this answer only. Answer 2xx within ten seconds. Anything else is tried again for three days, later and later. An event may come twice or out of order: its webhook-id never changes. 410 ends the pushing.",
      getWebhookEndpoint:
        "Read one of these addresses: last delivery, failing since when, off or on.",
      deleteWebhookEndpoint: "Stop pushing to an address. The answer is 204.",
    },
    dryRun: "?dryRun=true checks everything and stores nothing.",
    notify: "?notify=false imports history without mailing anyone.",
    createCustomer: "?createCustomer=true makes the unknown customer from the invoice.",
    idempotency:
      "Idempotency-Key: the same key with the same body gives the first answer again. Anything may be sent twice without fear.",
    language: "Accept-Language: fr or en, for the messages.",
    problems: "When a request is refused",
    problemsIntro:
      "The answer is an RFC 9457 problem. It lists every error, each with its place and its EN 16931 rule.",
    kind: "Type",
    status: "Code",
    meaning: "Meaning",
    example: "Example",
  },
};
