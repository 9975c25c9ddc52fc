import type { FormTree } from "./form-body.ts";
import type { StripeAccount } from "./stripe-account.server.ts";
import { invalid } from "./stripe-failure.ts";

/** One call of the API, authenticated and its form read. */
export interface ApiCall {
  readonly account: StripeAccount;
  readonly parameters: FormTree;
  /** The ids in the path, in order. */
  readonly ids: readonly string[];
  /** Where the hosted pages are, without trailing slash. */
  readonly checkoutAt: string;
}

/** A handler answers with the object itself; ids in it stay ids until `expand` says otherwise. */
export type Handler = (call: ApiCall) => object;

/** "GET /v1/customers/:id" and what answers it. */
export type Routes = Readonly<Record<string, Handler>>;

interface Page {
  readonly limit?: number;
  readonly starting_after?: string;
  readonly ending_before?: string;
}

type Span = number | { gt?: number; gte?: number; lt?: number; lte?: number } | undefined;

/** One page of a list, newest first (docs.stripe.com/api/pagination): 10 unless told, at most 100. */
export function pageOf<T extends { id: string }>(
  oldestFirst: T[],
  page: Page,
  url: string,
): object {
  const limit = page.limit ?? 10;
  if (limit > 100)
    throw invalid("limit", "Limit must be at most 100.", "parameter_invalid_integer");
  const all = oldestFirst.toReversed();
  const indexOf = (id: string, param: string) => {
    const index = all.findIndex((item) => item.id === id);
    if (index < 0) throw invalid(param, `No such object: '${id}'`, "resource_missing");
    return index;
  };
  let from = 0;
  let until = Math.min(limit, all.length);
  if (page.starting_after !== undefined) {
    from = indexOf(page.starting_after, "starting_after") + 1;
    until = Math.min(from + limit, all.length);
  } else if (page.ending_before !== undefined) {
    until = indexOf(page.ending_before, "ending_before");
    from = Math.max(0, until - limit);
  }
  const more = page.ending_before === undefined ? until < all.length : from > 0;
  return { object: "list", data: all.slice(from, until), has_more: more, url };
}

export function within(created: number, span: Span): boolean {
  if (span === undefined) return true;
  if (typeof span === "number") return created === span;
  return (
    created > (span.gt ?? -1) &&
    created >= (span.gte ?? 0) &&
    created < (span.lt ?? Number.MAX_SAFE_INTEGER) &&
    created <= (span.lte ?? Number.MAX_SAFE_INTEGER)
  );
}
