import { redirectToCustomer } from "#app/http/short-path.server.ts";

export const loader = redirectToCustomer;
