import type { APIRequestContext } from "@playwright/test";
import { demonstration } from "./portal.ts";

/** Presses "pay", and answers where the hosted page leads back to. */
export async function wayBack(request: APIRequestContext, payPath: string): Promise<string> {
  const { url } = demonstration();
  const hosted = await request.post(url + payPath, {
    form: { press: "pay" },
    headers: { origin: url },
  });
  const back = /href="([^"]+)" data-testid="checkout-cancel"/.exec(await hosted.text())?.[1];
  if (!back) throw new Error(`No way back from ${hosted.url()} (${hosted.status()})`);
  const { pathname, search } = new URL(back.replaceAll("&amp;", "&"));
  return pathname + search;
}
