import { type APIRequestContext, expect } from "@playwright/test";
import { demonstration } from "./portal.ts";

/** Contests a whole line as its form does, without opening a page; answers the path of the dispute. */
export async function contestLine(
  request: APIRequestContext,
  formPath: string,
  message: string,
  attachment?: { name: string; mimeType: string; buffer: Buffer },
): Promise<string> {
  const { url } = demonstration();
  const answer = await request.post(url + formPath, {
    multipart: {
      reason: "quantity",
      contested: "all",
      message,
      submission: crypto.randomUUID(),
      ...(attachment ? { attachments: attachment } : {}),
    },
    headers: { origin: url },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  return new URL(answer.headers().location ?? "", url).pathname;
}
