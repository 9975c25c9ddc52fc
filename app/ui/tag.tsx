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
export function ContestedTag() {
  return <Tag tone="held">{useMessages().layout.status.contested}</Tag>;
}
