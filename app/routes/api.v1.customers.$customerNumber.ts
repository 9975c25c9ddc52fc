import type { ActionFunctionArgs } from "@remix-run/node";
import { customerInput } from "#app/domains/accounts/customer-input.ts";
import { putCustomer } from "#app/domains/accounts/put-customer.server.ts";
import { answerWrite, methodNotAllowed } from "#app/http/api/api-call.server.ts";
import { parseJson } from "#app/http/api/json-body.ts";
import { mustBeJson } from "#app/http/api/media-types.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused, refused } from "#app/platform/refusal.ts";

const notAllowed = methodNotAllowed("PUT");
export const loader = notAllowed;

/** `PUT /api/v1/customers/{customerNumber}`: creates or updates. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  if (args.request.method !== "PUT") return notAllowed(args);
  return answerWrite(
    args,
    { scope: "customers:write", acceptsBody: mustBeJson },
    async ({ context, viewer, language }, body) => {
      const input = parseJson(customerInput, body, language);
      if (isRefused(input)) return input;
      const number = args.params.customerNumber ?? "";
      const answer = await putCustomer(context, viewer, number, input.value);
      if (isRefused(answer)) {
        const message = messagesFor(language).api.details.unknownContact;
        return refused("rejected", {
          errors: [{ pointer: "/contact/email", rule: null, message }],
        });
      }
      return { status: answer.created ? 201 : 200, body: answer.customer };
    },
  );
}
