import { formatDecimal } from "#app/platform/money.ts";
import { InstantText } from "../day.tsx";
import { useLanguage, useMessages } from "../language.tsx";
import { Tag, type Tone } from "../tag.tsx";

export interface ThreadMessageProps {
  id: string;
  author: "customer" | "staff" | "system";
  authorName: string;
  visibility: "public" | "internal";
  body: string;
  createdAt: Date;
  attachments: { id: string; name: string; size: number; href: string }[];
}

/** The words exchanged, oldest first. `side` says who reads: one's own words stand to the right. */
export function Thread(props: {
  messages: ThreadMessageProps[];
  side: "customer" | "staff";
  billerName: string;
}) {
  const t = useMessages().disputes;
  return (
    <ol className="messages stack" aria-label={t.conversation}>
      {props.messages.map((message) => (
        <li key={message.id}>
          <ThreadMessage {...props} message={message} />
        </li>
      ))}
    </ol>
  );
}

function ThreadMessage(props: {
  message: ThreadMessageProps;
  side: "customer" | "staff";
  billerName: string;
}) {
  const t = useMessages().disputes;
  const { message, side } = props;
  const internal = message.visibility === "internal";
  const own = message.author === side;
  const who = internal
    ? `${t.internalNote} · ${message.authorName}`
    : message.author === "staff" && side === "customer"
      ? t.fromStaff(message.authorName, props.billerName)
      : own && side === "customer"
        ? `${t.fromYou} (${message.authorName})`
        : message.authorName;
  return (
    <article className={`msg ${internal ? "note" : own ? "us" : ""}`.trim()}>
      <header>
        <strong>{who}</strong> · <InstantText value={message.createdAt} />
      </header>
      <p className="body">{message.body}</p>
      {message.attachments.length > 0 ? (
        <ul aria-label={t.files}>
          {message.attachments.map((file) => (
            <li key={file.id}>
              <Attachment {...file} />
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}

function Attachment(props: { name: string; size: number; href: string }) {
  const t = useMessages().disputes;
  const kilobytes = String(Math.max(1, Math.round(props.size / 1000)));
  return (
    <a className="action-link" href={props.href} download={props.name}>
      {props.name}&nbsp;
      <span className="muted">({t.kilobytes(formatDecimal(kilobytes, useLanguage()))})</span>
    </a>
  );
}

const toneOf: Record<string, Tone> = {
  open: "held",
  "waiting-customer": "due",
  "credit-requested": "paid",
  credited: "paid",
  upheld: "late",
  withdrawn: "paid",
};

/** Where a dispute stands. */
export function DisputeStateTag(props: { state: string }) {
  const t = useMessages().disputes;
  return (
    <Tag tone={toneOf[props.state] ?? "held"}>{t.states[props.state as keyof typeof t.states]}</Tag>
  );
}
