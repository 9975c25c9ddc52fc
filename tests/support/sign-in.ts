import type { APIRequestContext } from "@playwright/test";
import { expect } from "@playwright/test";
import { codeIn, mailsTo, nextSignInMail } from "./mailbox.ts";
import { demonstration } from "./portal.ts";

/** POSTs a form as a browser of ours would. */
export async function postForm(
  request: APIRequestContext,
  path: string,
  form: Record<string, string>,
) {
  const { url } = demonstration();
  return request.post(`${url}${path}`, { form, headers: { origin: url }, maxRedirects: 0 });
}

/**
 * Signs in by mail and code without opening a page, for tests that are about something else. The cookies are those of `request`:
 * a browser context's own, or one to take them from. Another test may sign in as the same person at this moment and take our
 * code: then we ask again.
 */
export async function signIn(request: APIRequestContext, email: string): Promise<void> {
  await expect(async () => {
    const known = await mailsTo(email);
    expect((await postForm(request, "/login", { email })).status()).toBe(303);
    const code = codeIn(await nextSignInMail(email, known));
    expect((await postForm(request, "/login/code", { email, code })).status()).toBe(303);
  }).toPass({ timeout: 30_000 });
}
