import { Link, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useMessages } from "./language.tsx";

export interface NavigationItem {
  to: string;
  label: string;
  /** Paths below which this item is the current one; its own path when absent. */
  under?: string;
}

export interface FrameBrand {
  name: string;
  logoUrl: string | null;
}

/** Header, navigation, content, footer: the same on every page. */
export function SiteFrame(props: {
  brand: FrameBrand;
  homeTo: string;
  navigation?: NavigationItem[];
  /** The line under the header: whose account it is, switch, sign out. */
  account?: ReactNode;
  suffix?: string;
  /** Where this account asks for paper; absent for strangers. */
  paperTo?: string;
  children: ReactNode;
}) {
  const t = useMessages().layout;
  return (
    <>
      <header className="site">
        <div className="wrap">
          <Link className="logo" to={props.homeTo} reloadDocument>
            {props.brand.logoUrl ? (
              <img src={props.brand.logoUrl} alt="" height="32" />
            ) : (
              <span className="mark" aria-hidden="true" />
            )}
            <span>
              {props.brand.name}
              {props.suffix ? <span className="muted"> · {props.suffix}</span> : null}
            </span>
          </Link>
          {props.navigation ? <MainNavigation items={props.navigation} /> : null}
        </div>
      </header>
      {props.account ? (
        <section className="account" aria-label={t.account}>
          <div className="wrap">{props.account}</div>
        </section>
      ) : null}
      <main className="wrap stack-loose" id="content" tabIndex={-1}>
        {props.children}
      </main>
      <SiteFooter brand={props.brand} paperTo={props.paperTo} />
    </>
  );
}

function MainNavigation(props: { items: NavigationItem[] }) {
  const t = useMessages().layout;
  const { pathname } = useLocation();
  return (
    <nav className="main" aria-label={t.mainNavigation}>
      <ul>
        {props.items.map((item) => {
          const base = item.under ?? item.to;
          const here = pathname === item.to || (item.under && pathname.startsWith(`${base}`));
          return (
            <li key={item.to}>
              <Link to={item.to} reloadDocument aria-current={here ? "page" : undefined}>
                {item.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function SiteFooter(props: { brand: FrameBrand; paperTo?: string }) {
  const t = useMessages().layout;
  const location = useLocation();
  const other = new URLSearchParams(location.search);
  other.set("lang", t.otherLanguageCode);
  return (
    <footer className="site">
      <div className="wrap">
        <span>{props.brand.name}</span>
        {props.paperTo ? (
          <Link to={props.paperTo} reloadDocument>
            {t.paper}
          </Link>
        ) : null}
        <Link to="/verify" reloadDocument>
          {t.verify}
        </Link>
        <Link to="/accessibility" reloadDocument>
          {t.accessibility}
        </Link>
        <Link to="/privacy" reloadDocument>
          {t.privacy}
        </Link>
        <Link to="/legal" reloadDocument>
          {t.legal}
        </Link>
        <a
          href={`${location.pathname}?${other}`}
          lang={t.otherLanguageCode}
          hrefLang={t.otherLanguageCode}
          rel="nofollow"
        >
          {t.otherLanguage}
        </a>
      </div>
    </footer>
  );
}
