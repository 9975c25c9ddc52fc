import { useMessages } from "../language.tsx";
import { Tag, type Tone } from "../tag.tsx";

const tones = {
  processing: "held",
  succeeded: "paid",
  failed: "late",
  refunded: "due",
  "partly-refunded": "due",
  contested: "late",
} as const satisfies Record<string, Tone>;

export type ShownPaymentState = keyof typeof tones;

/** The state of a payment by shape, word and colour. */
export function PaymentStateTag(props: { state: ShownPaymentState }) {
  return <Tag tone={tones[props.state]}>{useMessages().payments.states[props.state]}</Tag>;
}
