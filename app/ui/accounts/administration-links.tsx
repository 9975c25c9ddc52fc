import { Link, useLocation } from "@remix-run/react";
import { useMessages } from "../language.tsx";

const pages = ["team", "integrations", "brand", "audit"] as const;

/** The managers' own pages: beside the name of who works, apart from the desk's daily navigation. */
export function AdministrationLinks() {
  const t = useMessages().team.navigation;
  const { pathname } = useLocation();
  return (
    <nav className="administration" aria-label={t.label}>
      <ul>
        {pages.map((page) => (
          <li key={page}>
            <Link
              to={`/staff/${page}`}
              reloadDocument
              aria-current={pathname.startsWith(`/staff/${page}`) ? "page" : undefined}
            >
              {t[page]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
