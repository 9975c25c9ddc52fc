/** The errors of Resend's API (resend.com/docs/api-reference/errors), `{ statusCode, name, message }` on the wire. */
export class ResendFailure extends Error {
  readonly statusCode: number;
  readonly errorName: string;

  constructor(statusCode: number, name: string, message: string) {
    super(message);
    this.statusCode = statusCode;
    this.errorName = name;
  }

  get body(): string {
    const { statusCode, message, errorName: name } = this;
    return JSON.stringify({ statusCode, message, name });
  }
}

export function invalidField(message: string): ResendFailure {
  return new ResendFailure(422, "validation_error", message);
}

export function missingField(name: string): ResendFailure {
  return new ResendFailure(422, "missing_required_field", `Missing \`${name}\` field.`);
}

export function notFound(what = "Email"): ResendFailure {
  return new ResendFailure(404, "not_found", `${what} not found`);
}
