/** The numbers that a document names. */
export interface Numbers {
  invoiceNumber: string | null;
  customerNumber: string | null;
}

/** Larger JSON is not read a second time, and XML no further than this: its numbers come first. */
const mostRead = 256 * 1024;

/**
 * The numbers in a document that was refused, as far as a glance tells: who looks for it in the log knows it by them. Nothing is
 * checked, because what is read here may be wrong in every way; a PDF is not opened.
 */
export function numbersIn(document: Uint8Array | undefined): Numbers {
  const text = Buffer.from(document?.subarray(0, mostRead) ?? [])
    .toString("utf8")
    // A byte order mark is white space too.
    .trimStart();
  if (text.startsWith("{") && document && document.length <= mostRead) return inJson(text);
  if (text.startsWith("<")) return inXml(text);
  return { invoiceNumber: null, customerNumber: null };
}

function inJson(text: string): Numbers {
  try {
    const { number, customerNumber } = JSON.parse(text) as Record<string, unknown>;
    return {
      invoiceNumber: typeof number === "string" ? number : null,
      customerNumber: typeof customerNumber === "string" ? customerNumber : null,
    };
  } catch {
    return { invoiceNumber: null, customerNumber: null };
  }
}

const anId = /<(?:[\w-]+:)?ID(?:\s[^<>]*)?>([^<]{1,100})</;
/** As an element's first child: other ids of a buyer are of its register, of its taxes. */
const firstId = /^\w+>\s*<(?:[\w-]+:)?ID(?:\s[^<>]*)?>([^<]{1,100})</;

/** UBL's number is the first ID after the extensions, CII's that of the exchanged document. */
function inXml(text: string): Numbers {
  const cii = part(text, "ExchangedDocument");
  if (cii)
    return {
      invoiceNumber: inside(firstId, cii),
      customerNumber: inside(firstId, part(text, "BuyerTradeParty")),
    };
  const buyer = part(text, "AccountingCustomerParty");
  return {
    invoiceNumber: inside(anId, text.replace(part(text, "UBLExtensions") ?? "", "")),
    customerNumber: inside(firstId, buyer && part(buyer, "PartyIdentification")),
  };
}

function inside(pattern: RegExp, text: string | null): string | null {
  return pattern.exec(text ?? "")?.[1]?.trim() ?? null;
}

/** From an element's start to its end, the first of that name; by search, not by pattern: what is read here is hostile. */
function part(text: string, name: string): string | null {
  const start = text.indexOf(`${name}>`);
  if (start < 0) return null;
  const end = text.indexOf(`${name}>`, start + name.length + 1);
  return end < 0 ? null : text.slice(start, end);
}
