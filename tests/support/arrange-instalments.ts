import { type APIRequestContext, expect } from "@playwright/test";
import { demonstration } from "./portal.ts";
import { postForm } from "./sign-in.ts";

/** Asks for three instalments, and sends the form that comes back; answers the id of the plan. */
export async function arrangeInstalments(
  request: APIRequestContext,
  path: string,
  message: string,
): Promise<string> {
  const { url } = demonstration();
  const page = await (await request.get(`${url}${path}?parts=3`)).text();
  const form = page.slice(page.indexOf('id="schedule"'));
  const field = (name: string) => {
    const input = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(form)?.[0] ?? "";
    return /value="([^"]*)"/.exec(input)?.[1] ?? "";
  };
  const names = ["intent", "submission", "amount", "parts", "date1", "date2", "date3"];
  const fields = Object.fromEntries(names.map((name) => [name, field(name)]));
  const answer = await postForm(request, path, { ...fields, words: message.slice(0, 1000) });
  expect(answer.status(), await answer.text()).toBe(303);
  return fields.submission ?? "";
}
