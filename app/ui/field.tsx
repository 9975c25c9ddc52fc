import type {
  InputHTMLAttributes,
  ReactNode,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from "react";
import { useMessages } from "./language.tsx";

interface Shared {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  /** Most fields are required; the others say so. */
  optional?: boolean;
}

/** The id of a field's control: the error summary links to it. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

function Frame(props: Shared & { children: ReactNode }) {
  const id = fieldId(props.name);
  const t = useMessages();
  return (
    <div className={props.error ? "field has-error" : "field"}>
      <label htmlFor={id}>
        {props.label} {props.optional ? <span className="muted">{t.layout.optional}</span> : null}
      </label>
      {props.hint ? (
        <span className="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      ) : null}
      {props.error ? (
        <span className="field-error" id={`${id}-error`}>
          <span className="visually-hidden">{t.layout.errorPrefix}</span>
          {props.error}
        </span>
      ) : null}
      {props.children}
    </div>
  );
}

function described(props: Shared): { "aria-describedby"?: string; "aria-invalid"?: true } {
  const id = fieldId(props.name);
  const ids = [props.hint ? `${id}-hint` : "", props.error ? `${id}-error` : ""].filter(Boolean);
  return {
    ...(ids.length > 0 ? { "aria-describedby": ids.join(" ") } : {}),
    ...(props.error ? { "aria-invalid": true } : {}),
  };
}

/** One line of text. Give `type`, `autoComplete` and `inputMode` so that phones and browsers help. */
export function TextField(props: Shared & InputHTMLAttributes<HTMLInputElement>) {
  const { label, hint, error, optional, ...input } = props;
  return (
    <Frame {...{ label, hint, error, optional, name: props.name }}>
      <input type="text" {...input} id={fieldId(props.name)} {...described(props)} />
    </Frame>
  );
}

/** Several lines of text. */
export function TextArea(props: Shared & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { label, hint, error, optional, ...input } = props;
  return (
    <Frame {...{ label, hint, error, optional, name: props.name }}>
      <textarea rows={5} {...input} id={fieldId(props.name)} {...described(props)} />
    </Frame>
  );
}

export function SelectField(
  props: Shared &
    SelectHTMLAttributes<HTMLSelectElement> & { options: { value: string; label: string }[] },
) {
  const { label, hint, error, optional, options, ...input } = props;
  return (
    <Frame {...{ label, hint, error, optional, name: props.name }}>
      <select {...input} id={fieldId(props.name)} {...described(props)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** A question with its answers: radio buttons, or checkboxes when several may be true. */
export function Choices(
  props: Shared & {
    type: "radio" | "checkbox";
    options: { value: string; label: ReactNode; hint?: ReactNode; checked?: boolean }[];
  },
) {
  const { name, type, options } = props;
  const id = fieldId(name);
  const t = useMessages();
  return (
    <fieldset className={props.error ? "field has-error" : "field"} {...described(props)}>
      <legend>{props.label}</legend>
      {props.hint ? (
        <span className="hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      ) : null}
      {props.error ? (
        <span className="field-error" id={`${id}-error`}>
          <span className="visually-hidden">{t.layout.errorPrefix}</span>
          {props.error}
        </span>
      ) : null}
      {options.map((option, index) => {
        const optionId = index === 0 ? id : `${id}-${index}`;
        return (
          <div className="choice" key={option.value}>
            <input
              type={type}
              name={name}
              value={option.value}
              id={optionId}
              defaultChecked={option.checked}
            />
            <label htmlFor={optionId}>
              {option.label}
              {option.hint ? <span className="hint">{option.hint}</span> : null}
            </label>
          </div>
        );
      })}
    </fieldset>
  );
}
