import { Link } from "@remix-run/react";
import { type Day, formatDay } from "#app/platform/calendar.ts";
import { formatMoney, type Money } from "#app/platform/money.ts";
import { useLanguage, useMessages } from "../language.tsx";
import { Notice } from "../notice.tsx";

export interface PlannedNoticeProps {
  amount: Money;
  chargeOn: Day;
  /** The page of automatic payment; null for the holder of a mail's link, who may not change it. */
  to: string | null;
}

/** That this invoice will be paid by itself: beside the button, so that nobody pays it twice for want of knowing. */
export function PlannedNotice(props: PlannedNoticeProps) {
  const t = useMessages().autopay;
  const language = useLanguage();
  return (
    <Notice tone="held">
      <p>{t.onInvoice(formatMoney(props.amount, language), formatDay(props.chargeOn, language))}</p>
      {props.to ? (
        <p>
          <Link className="action-link" to={props.to} reloadDocument>
            {t.onInvoiceLink}
          </Link>
        </p>
      ) : null}
    </Notice>
  );
}
