import { useMessages } from "./language.tsx";

export type Tone = "due" | "late" | "paid" | "held";

/** A state by shape, word and colour together: never by colour alone. */
export function Tag(props: { tone: Tone; children: React.ReactNode }) {
  return <span className={`tag ${props.tone}`}>{props.children}</span>;
}

const toneOf = {
  open: "due",
  overdue: "late",
  "partly-paid": "due",
  processing: "held",
  paid: "paid",
  credited: "paid",
  settled: "paid",
} as const;

/** The state of an invoice, or of a credit note. */
export function InvoiceStatusTag(props: {
  status: keyof typeof toneOf;
  kind: "invoice" | "creditNote";
}) {
  const t = useMessages().layout.status;
  const word =
    props.kind === "creditNote" && props.status === "open" ? t.creditOpen : t[props.status];
  return <Tag tone={toneOf[props.status]}>{word}</Tag>;
}

/** Beside the state, when part of it is contested. */
function ContestedTag() {
  return <Tag tone="held">{useMessages().layout.status.contested}</Tag>;
}

/** That paying it later, or in parts, is agreed on or proposed. */
function PlanTag(props: { plan: "promise" | "instalments" | "proposed" }) {
  return <Tag tone="held">{useMessages().plans.tag[props.plan]}</Tag>;
}

/** All that is to be said of an invoice's state. While an arrangement holds nobody is told that it is late, but the staff. */
export function InvoiceTags(props: {
  status: keyof typeof toneOf;
  kind: "invoice" | "creditNote";
  contested: boolean;
  plan?: "promise" | "instalments" | "proposed";
  toStaff?: boolean;
}) {
  const { status, kind, plan } = props;
  return (
    <>
      {plan && status === "overdue" && !props.toStaff ? null : (
        <>
          <InvoiceStatusTag status={status} kind={kind} />{" "}
        </>
      )}
      {plan ? (
        <>
          <PlanTag plan={plan} />{" "}
        </>
      ) : null}
      {props.contested ? <ContestedTag /> : null}
    </>
  );
}
