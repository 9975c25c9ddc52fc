import { fieldId } from "./field.tsx";
import { useMessages } from "./language.tsx";

/** One sentence per field that needs attention; the same words stand beside the field. */
export type FieldErrors = Readonly<Record<string, string | undefined>>;

/** GOV.UK's pattern: at the top of the page, each sentence a link to its field. Shows nothing when there is nothing. */
export function ErrorSummary(props: { errors: FieldErrors | undefined }) {
  const t = useMessages();
  const entries = Object.entries(props.errors ?? {}).filter(([, sentence]) => sentence);
  if (entries.length === 0) return null;
  return (
    <div className="error-summary" role="alert" aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{t.layout.problem}</h2>
      <ul>
        {entries.map(([name, sentence]) => (
          <li key={name}>
            <a href={`#${fieldId(name)}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
