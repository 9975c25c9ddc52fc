import { InstantText } from "../day.tsx";
import { useMessages } from "../language.tsx";
import { Tag } from "../tag.tsx";

export interface EndpointFacts {
  id: string;
  url: string;
  description: string;
  eventTypes: readonly string[] | null;
  disabledAt: Date | null;
  disabledWhy: "by-hand" | "gone" | "failing" | null;
  lastDeliveredAt: Date | null;
  failingSince: Date | null;
}

/** On, failing since when, or off and why. */
export function EndpointState(props: { endpoint: EndpointFacts }) {
  const t = useMessages().webhooks;
  const { disabledAt, disabledWhy, failingSince } = props.endpoint;
  if (disabledAt) {
    const why = disabledWhy === "failing" ? "failing3" : (disabledWhy ?? "by-hand");
    return (
      <span>
        <Tag tone={why === "by-hand" ? "held" : "late"}>{t.states[why]}</Tag>
        <br />
        <span className="small">
          {t.disabledSince} <InstantText value={disabledAt} />
        </span>
      </span>
    );
  }
  if (failingSince)
    return (
      <span>
        <Tag tone="late">{t.states.failing}</Tag>
        <br />
        <span className="small">
          {t.failingSince} <InstantText value={failingSince} />
        </span>
      </span>
    );
  return <Tag tone="paid">{t.states.on}</Tag>;
}
