import { refused } from "#app/platform/refusal.ts";
import type { ApiRefusal } from "./problems.ts";
import { mediaTypeOf } from "./request-body.ts";

const documentTypes =
  /^(|application\/(json|xml|pdf|octet-stream)|text\/xml|[^/]+\/[^/]+\+(json|xml))$/;
const lineTypes = /^(|application\/(x-ndjson|ndjson|jsonl|x-jsonlines|json-seq))$/;

/** What may carry one document. Which format it is, its content says. */
export function mustBeDocument(request: Request): ApiRefusal | null {
  return documentTypes.test(mediaTypeOf(request))
    ? null
    : refused("unsupported-format", { errors: [] });
}

/** What may carry many, one a line. */
export function mustBeLines(request: Request): ApiRefusal | null {
  return lineTypes.test(mediaTypeOf(request)) ? null : refused("batch-format");
}

/** Without a media type the content decides (RFC 9110 §8.3). */
export function mustBeJson(request: Request): ApiRefusal | null {
  return /^(|application\/json|[^/]+\/[^/]+\+json)$/.test(mediaTypeOf(request))
    ? null
    : refused("json-format");
}
