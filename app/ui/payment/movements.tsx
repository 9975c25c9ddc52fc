import { useMessages } from "../language.tsx";

/** What happened to a payment after it came, a sentence each; nothing where nothing did. */
export function Movements(props: { sentences: readonly string[] }) {
  const t = useMessages().payments;
  if (props.sentences.length === 0) return null;
  return (
    <section className="sheet stack" aria-labelledby="movements">
      <h2 id="movements">{t.movements}</h2>
      {props.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </section>
  );
}
