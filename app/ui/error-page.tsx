import { telephoneLink } from "./contact-card.tsx";
import { useMessages } from "./language.tsx";
import { SiteFrame } from "./site-frame.tsx";

/** Says what happened, that nothing was lost, and whom to call: never a dead end. */
export function ErrorPage(props: {
  status: number;
  /** 403 because the page is the managers' (requireStaff): the reason is another than a customer's. */
  forManagers?: boolean;
  requestId?: string;
  brandName: string;
  contact?: { phone: string; logoUrl: string | null };
}) {
  const t = useMessages().layout.errors;
  const [title, text] =
    props.status === 404
      ? [t.notFoundTitle, t.notFound]
      : props.status === 403
        ? [t.forbiddenTitle, props.forManagers ? t.forManagers : t.forbidden]
        : props.status === 410
          ? [t.expiredTitle, t.notFound]
          : props.status === 429
            ? [t.tooManyTitle, t.tooMany]
            : [t.brokenTitle, t.broken];
  return (
    <SiteFrame
      brand={{ name: props.brandName, logoUrl: props.contact?.logoUrl ?? null }}
      homeTo="/"
    >
      <div className="sheet stack narrow">
        <h1>{title}</h1>
        <p>{text}</p>
        {props.contact?.phone && !props.forManagers ? (
          <p>
            <a className="phone num" href={telephoneLink(props.contact.phone)}>
              {props.contact.phone}
            </a>
          </p>
        ) : null}
        {props.requestId ? <p className="muted small">{t.reference(props.requestId)}</p> : null}
        <p>
          <a className="btn quiet" href="/">
            {t.goHome}
          </a>
        </p>
      </div>
    </SiteFrame>
  );
}
