import { data, redirect } from "@remix-run/node";

/** What a form shows again after a refusal: one sentence per field, and what was typed. */
export interface RejectedForm<Values extends object = Record<string, string>> {
  errors: Record<string, string>;
  values: Values;
}

/** After a POST that did something: 303, so that a reload does not do it again (RFC 9110 §15.4.4). */
export function redirectAfterPost(to: string, cookies: readonly string[] = []): Response {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return redirect(to, { status: 303, headers });
}

/** The form again with status 422: nothing was done, nothing typed is lost. */
export function rejectForm<Values extends object>(
  errors: Record<string, string>,
  values: Values,
  init: { status?: number; headers?: Record<string, string> } = {},
) {
  return data<RejectedForm<Values>>(
    { errors, values },
    { status: init.status ?? 422, headers: init.headers },
  );
}

/** The text fields of a form, trimmed; a field sent twice counts once (the last), files are left out. */
export async function textFields(request: Request): Promise<Record<string, string>> {
  const form = await request.formData();
  const fields: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string") fields[name] = value.trim();
  return fields;
}
