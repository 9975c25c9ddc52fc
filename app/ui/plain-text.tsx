/** A page of a few paragraphs. */
export function PlainText(props: { title: string; paragraphs: readonly string[] }) {
  return (
    <div className="sheet stack narrow">
      <h1>{props.title}</h1>
      {props.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
