import { Button } from "../button.tsx";
import { SelectField, TextField } from "../field.tsx";
import { useMessages } from "../language.tsx";

/** One form, sent by GET: a number or a rule, a key, a code. */
export function RefusalFilters(props: {
  action: string;
  keys: readonly { id: string; name: string; revokedAt: Date | null }[];
  /** What stands for those without a key. */
  noKey: string;
  statuses: readonly number[];
  typed: { q: string; key: string; status: string };
}) {
  const { refusals: t, layout } = useMessages();
  const { keys, typed } = props;
  return (
    <search>
      <form method="get" action={props.action} className="stack no-print">
        <div className="search">
          <TextField
            type="search"
            name="q"
            label={t.search}
            hint={t.searchHint}
            defaultValue={typed.q}
            autoComplete="off"
          />
          <Button data-testid="search">{layout.search}</Button>
        </div>
        <div className="filters">
          <SelectField
            name="key"
            label={t.key}
            defaultValue={typed.key}
            options={[
              { value: "", label: t.everyKey },
              ...keys.map(({ id, name, revokedAt }) => ({
                value: id,
                label: revokedAt ? `${name} (${t.revoked})` : name,
              })),
              { value: props.noKey, label: t.noKey },
            ]}
          />
          <SelectField
            name="status"
            label={t.status}
            defaultValue={typed.status}
            options={[
              { value: "", label: t.everyStatus },
              ...props.statuses.map((status) => ({ value: String(status), label: String(status) })),
            ]}
          />
        </div>
      </form>
    </search>
  );
}
