import { fieldId } from "../field.tsx";
import { useMessages } from "../language.tsx";

/** Photos and documents: one plain file field that takes several. */
export function AttachmentsField(props: { accept: string; error?: string }) {
  const t = useMessages();
  const id = fieldId("attachments");
  return (
    <div className={props.error ? "field has-error" : "field"}>
      <label htmlFor={id}>
        {t.disputes.attachmentsLabel} <span className="muted">{t.layout.optional}</span>
      </label>
      <span className="hint" id={`${id}-hint`}>
        {t.disputes.attachmentsHint}
      </span>
      {props.error ? (
        <span className="field-error" id={`${id}-error`}>
          <span className="visually-hidden">{t.layout.errorPrefix}</span>
          {props.error}
        </span>
      ) : null}
      <input
        type="file"
        name="attachments"
        id={id}
        multiple
        accept={props.accept}
        aria-describedby={`${id}-hint${props.error ? ` ${id}-error` : ""}`}
      />
    </div>
  );
}
