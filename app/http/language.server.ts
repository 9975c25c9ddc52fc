import type { AppLoadContext } from "@remix-run/node";
import type { Config } from "#app/platform/config.server.ts";
import { isLanguage, type Language, negotiateLanguage } from "#app/platform/i18n/language.ts";
import { cookieToSet, readCookie } from "./cookies.ts";
import { signedInPerson } from "./signed-in-person.server.ts";

const cookieName = "lang";
const aYear = 365 * 24 * 60 * 60;

/**
 * The language of a page: `?lang=`, what this browser was told last (cookie), the person's saved choice, then
 * `Accept-Language`. The cookie comes before the saved choice because it is the more recent word of whoever sits here; saving
 * a choice rewrites it.
 */
export async function languageOf(request: Request, context: AppLoadContext): Promise<Language> {
  const asked = new URL(request.url).searchParams.get("lang");
  if (isLanguage(asked)) return asked;
  const told = readCookie(request.headers.get("cookie"), cookieName);
  if (isLanguage(told)) return told;
  const person = await signedInPerson({ request, context });
  return negotiateLanguage(null, person?.language, request.headers.get("accept-language"));
}

/** The `Set-Cookie` value by which this browser remembers a `?lang=`; null when the URL asks for none. */
export function languageCookieFor(config: Pick<Config, "appUrl">, asked: unknown): string | null {
  return isLanguage(asked) ? cookieToSet(config, cookieName, asked, aYear) : null;
}

/** The `Set-Cookie` value that makes this browser forget, so that "as my browser asks" means it. */
export function forgetLanguageCookie(config: Pick<Config, "appUrl">): string {
  return cookieToSet(config, cookieName, "", 0);
}
