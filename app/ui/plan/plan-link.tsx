import { Link } from "@remix-run/react";
import { useMessages } from "../language.tsx";

/** "I cannot pay this now"; or, once that was said, what is agreed. */
export function PlanLink(props: { to: string; isArranged: boolean }) {
  const t = useMessages().plans;
  return (
    <p>
      <Link to={props.to} reloadDocument className="action-link" data-testid="plan">
        {props.isArranged ? t.see : t.cannotPay}
      </Link>
    </p>
  );
}
