import { Link } from "@remix-run/react";
import type { ButtonHTMLAttributes, ReactNode } from "react";

type Look = "main" | "quiet" | "warn";

function classes(look: Look = "main", wide = false): string {
  return ["btn", look === "main" ? "" : look, wide ? "wide" : ""].filter(Boolean).join(" ");
}

/** Submits its form. Says what happens, with the amount: "Payer 371,80 €". */
export function Button(
  props: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look; wide?: boolean },
) {
  const { look, wide, ...rest } = props;
  return <button type="submit" {...rest} className={classes(look, wide)} />;
}

/** A link that looks like a button: goes somewhere, changes nothing. */
export function ButtonLink(props: {
  to: string;
  look?: Look;
  wide?: boolean;
  children: ReactNode;
  "data-testid"?: string;
}) {
  const { look, wide, to, children, ...rest } = props;
  return (
    <Link to={to} reloadDocument {...rest} className={classes(look, wide)}>
      {children}
    </Link>
  );
}
