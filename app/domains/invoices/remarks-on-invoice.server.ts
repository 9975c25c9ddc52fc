import type { StaffViewer } from "#app/domains/accounts/viewer.ts";
import type { Context } from "#app/platform/context.server.ts";
import type { Language } from "#app/platform/i18n/language.ts";
import { isRefused, type Refusal, refused } from "#app/platform/refusal.ts";
import { mostFindings } from "./formats/rules/rule.ts";
import type { Finding } from "./model.ts";
import { originalDocument } from "./original-document.server.ts";
import { checkInvoice } from "./ready-invoice.server.ts";

/** Everything that one rule has to say of a document. */
export interface RemarkGroup {
  rule: string | null;
  /** The first sentences of it, each with the first places (JSON Pointer or XPath) it is about. */
  sayings: { message: string; pointers: string[]; morePointers: number }[];
  /** How many further sentences there are. */
  moreSayings: number;
}

export interface Remarks {
  /** Of all remarks; at most `mostFindings`, which `isPartial` then tells. */
  count: number;
  isPartial: boolean;
  /** True when today's rules would refuse the document: the remarks are then the reasons. */
  isRefused: boolean;
  groups: RemarkGroup[];
}

/** What a page shows of one rule: a document of thousands of lines may break it on each. */
const most = { sayings: 3, pointers: 3 };

/**
 * What today's rules remark about an invoice, judged again from the document as the biller sent it, in `language`. For the
 * staff alone: customers are owed the invoice, not what its sender should mend. Refused when the original was not kept
 * (`not-found`), or cannot be had or opened now (`unavailable`): a page must not fail for its sake.
 */
export async function remarksOnInvoice(
  context: Context,
  viewer: StaffViewer,
  invoiceId: string,
  language: Language,
): Promise<Remarks | Refusal<"not-found"> | Refusal<"unavailable">> {
  try {
    const original = await originalDocument(context, viewer, invoiceId);
    if (isRefused(original)) return refused("not-found");
    const checked = await checkInvoice(original.bytes, original.mediaType, { language });
    const findings = isRefused(checked) ? checked.errors : checked.warnings;
    return {
      count: findings.length,
      isPartial: findings.length >= mostFindings,
      isRefused: isRefused(checked),
      groups: groupsOf(findings),
    };
  } catch (error) {
    context.logger.warn({ error, invoiceId }, "An original could not be judged again");
    return refused("unavailable");
  }
}

/** By rule, in the order of the document; remarks without an id by what they say. */
function groupsOf(findings: readonly Finding[]): RemarkGroup[] {
  const byRule = new Map<string, { rule: string | null; sayings: Map<string, string[]> }>();
  for (const { rule, message, pointer } of findings) {
    const key = rule ?? message;
    const group = byRule.get(key) ?? { rule, sayings: new Map<string, string[]>() };
    byRule.set(key, group);
    const pointers = group.sayings.get(message);
    if (pointers) pointers.push(pointer);
    else group.sayings.set(message, [pointer]);
  }
  return [...byRule.values()].map(({ rule, sayings }) => ({
    rule,
    sayings: [...sayings].slice(0, most.sayings).map(([message, pointers]) => ({
      message,
      pointers: pointers.slice(0, most.pointers),
      morePointers: Math.max(0, pointers.length - most.pointers),
    })),
    moreSayings: Math.max(0, sayings.size - most.sayings),
  }));
}
