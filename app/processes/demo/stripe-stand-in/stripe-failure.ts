/** The `error` object of Stripe's answers (docs.stripe.com/api/errors). */
export interface StripeErrorBody {
  type: "invalid_request_error" | "card_error" | "idempotency_error" | "api_error";
  message: string;
  code?: string;
  decline_code?: string;
  param?: string;
  charge?: string;
  payment_intent?: unknown;
  setup_intent?: unknown;
  payment_method?: unknown;
}

/**
 * A call that Stripe refuses. `stored` tells whether the work had begun, so that the refusal is replayed for its idempotency key;
 * refused parameters are not stored ("If incoming parameters fail validation … we don't save the idempotent result").
 */
export class StripeFailure extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;
  readonly stored: boolean;

  constructor(status: number, body: StripeErrorBody, stored = false) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.stored = stored;
  }
}

/** A parameter that is wrong: 400, not stored. */
export function invalid(param: string | undefined, message: string, code?: string): StripeFailure {
  return new StripeFailure(400, {
    type: "invalid_request_error",
    message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  });
}

/** Something that the object's state forbids: 400, stored. */
export function forbiddenByState(message: string, code?: string, param?: string): StripeFailure {
  return new StripeFailure(
    400,
    {
      type: "invalid_request_error",
      message,
      ...(code === undefined ? {} : { code }),
      ...(param === undefined ? {} : { param }),
    },
    true,
  );
}

/** An id that names nothing: 404 in a path, 400 in a parameter. */
export function missing(
  kind: string,
  id: string,
  param = "id",
  status: 400 | 404 = 404,
): StripeFailure {
  return new StripeFailure(status, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${kind}: '${id}'`,
    param,
  });
}

/** A parameter that the real Stripe has and this stand-in leaves out: said openly, so that nobody takes it for their own mistake. */
export function notSimulated(param: string): StripeFailure {
  return invalid(
    param,
    `The stand-in does not simulate \`${param}\`; the real Stripe may accept it.`,
  );
}
