import { noSuchCall } from "#app/http/api/api-call.server.ts";

/** Every other address below `/api/v1`: a problem that a machine can read, not a page. */
export const loader = noSuchCall;
export const action = noSuchCall;
