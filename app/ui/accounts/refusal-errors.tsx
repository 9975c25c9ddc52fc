import { formatDecimal } from "#app/platform/money.ts";
import { useLanguage, useMessages } from "../language.tsx";

/** Every error of one refusal, as the software was told: its words keep their language. */
export function RefusalErrors(props: {
  errors: readonly { pointer: string; rule: string | null; message: string }[];
  errorsLeftOut: number;
  language: string;
}) {
  const t = useMessages().refusals;
  const reader = useLanguage();
  const { errors, errorsLeftOut } = props;
  return (
    <section className="sheet stack" aria-labelledby="errors">
      <h2 id="errors">{t.errors}</h2>
      {errors.length === 0 ? (
        <p>{t.errorsNone}</p>
      ) : (
        <>
          <p className="muted">{t.sentIn[props.language]}</p>
          <table className="cards log">
            <caption className="visually-hidden">{t.errors}</caption>
            <thead>
              <tr>
                <th scope="col">{t.message}</th>
                <th scope="col">{t.rule}</th>
                <th scope="col">{t.where}</th>
              </tr>
            </thead>
            <tbody>
              {errors.map(({ pointer, rule, message }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two errors may be equal in every word, and the list never changes.
                <tr key={index}>
                  <th scope="row" lang={props.language}>
                    {message}
                  </th>
                  <td data-label={t.rule}>{rule ?? "–"}</td>
                  <td data-label={t.where}>
                    {pointer ? <code className="small">{pointer}</code> : t.wholeDocument}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {errorsLeftOut > 0 ? (
            <p>{t.errorsLeftOut(formatDecimal(String(errorsLeftOut), reader))}</p>
          ) : null}
        </>
      )}
    </section>
  );
}
