import { Button } from "../button.tsx";
import type { FieldErrors } from "../error-summary.tsx";
import { TextField } from "../field.tsx";
import { useMessages } from "../language.tsx";

/** Asks for the period of a statement of account. Sent by GET: the statement is a document with an address. */
export function StatementForm(props: {
  action: string;
  typed: { from: string; to: string };
  /** Nothing later can be asked for. */
  today: string;
  errors: FieldErrors;
}) {
  const t = useMessages().payments.statement;
  const { typed, today, errors } = props;
  return (
    <section className="sheet stack no-print" aria-labelledby="statement">
      <h2 id="statement">{t.title}</h2>
      <p className="muted">{t.hint}</p>
      <form method="get" action={props.action} className="stack">
        <div className="filters">
          <TextField
            type="date"
            name="from"
            label={t.from}
            defaultValue={typed.from}
            max={today}
            error={errors.from}
            required
          />
          <TextField
            type="date"
            name="to"
            label={t.to}
            defaultValue={typed.to}
            max={today}
            error={errors.to}
            required
          />
        </div>
        <Button look="quiet" data-testid="download-statement">
          {t.open}
        </Button>
      </form>
    </section>
  );
}
