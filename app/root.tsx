import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Outlet,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { readBrand } from "#app/domains/accounts/read-biller.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { defaultLanguage } from "#app/platform/i18n/language.ts";
import { type Messages, messagesFor } from "#app/platform/i18n/messages.ts";
import { brandStyle } from "#app/ui/brand.ts";
import { DemoBanner } from "#app/ui/demo-banner.tsx";
import { ErrorPage } from "#app/ui/error-page.tsx";
import { LanguageProvider } from "#app/ui/language.tsx";
import { Prefetching } from "#app/ui/prefetching.tsx";
import { useRenderContext } from "#app/ui/render-context.tsx";
import styles from "#app/ui/styles/app.css?url";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const [language, brand] = await Promise.all([
    languageOf(request, context),
    readBrand(context.context),
  ]);
  return {
    language,
    brand,
    demo: context.context.config.demo,
    mailbox: context.mailbox,
    islands: context.islands,
    requestId: context.requestId,
  };
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const { nonce, status } = useRenderContext();
  const language = data?.language ?? defaultLanguage;
  const t = messagesFor(language).layout;
  // null where nothing was thrown, whatever its type says.
  const isErrorPage = Boolean(useRouteError());
  const title = useTitle(isErrorPage, t.errors);
  const name = data?.brand.name ?? "";
  return (
    <html lang={language} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${!isErrorPage && refusedForm.has(status) ? t.errorPrefix : ""}${[title, name].filter(Boolean).join(" – ")}`}</title>
        <Links />
        {data ? (
          // Escaped by construction: brandStyle writes only colours that it parsed itself.
          <style nonce={nonce}>{brandStyle(data.brand.colour)}</style>
        ) : null}
        <Prefetching nonce={nonce} />
      </head>
      <body>
        <LanguageProvider language={language} timeZone={data?.brand.timeZone ?? "Europe/Paris"}>
          <a className="skip" href="#content">
            {t.skipToContent}
          </a>
          {data?.demo ? <DemoBanner mailbox={data.mailbox} /> : null}
          {children}
        </LanguageProvider>
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const data = useRouteLoaderData<typeof loader>("root");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return (
    <ErrorPage
      status={status}
      forManagers={isRouteErrorResponse(error) && error.data?.reserved === "managers"}
      requestId={status >= 500 ? data?.requestId : undefined}
      brandName={data?.brand.name ?? ""}
      contact={data?.brand}
    />
  );
}

/** What a form comes back with: something to mend, too often, not with this role, or a provider that does not answer. */
const refusedForm = new Set([403, 409, 413, 422, 429, 503]);

/** The title of the deepest page that has one: every loader of a page answers `title`. An error page has its own. */
function useTitle(isErrorPage: boolean, errors: Messages["layout"]["errors"]): string {
  const { status } = useRenderContext();
  const matches = useMatches();
  if (status === 404) return errors.notFoundTitle;
  if (isErrorPage && status === 403) return errors.forbiddenTitle;
  if (isErrorPage && status >= 500) return errors.brokenTitle;
  for (const match of matches.toReversed()) {
    const data = match.data as { title?: unknown } | null | undefined;
    if (typeof data?.title === "string") return data.title;
  }
  return "";
}
