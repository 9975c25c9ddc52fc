import type { TypedFilters } from "#app/domains/invoices/read-filters.ts";
import { Button } from "#app/ui/button.tsx";
import type { FieldErrors } from "#app/ui/error-summary.tsx";
import { SelectField, TextField } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";

const statuses = ["open", "overdue", "partly-paid", "processing", "paid", "credited"] as const;
const sorts = ["-issued", "issued", "-due", "due", "-gross", "gross"] as const;

/** One form, sent by GET: the search, and behind "more filters" the rest. Opened when one of them is in use. */
export function Filters(props: { action: string; typed: TypedFilters; errors: FieldErrors }) {
  const { invoices: t, layout } = useMessages();
  const { typed, errors } = props;
  const { q: _q, ...others } = typed;
  return (
    <search>
      <form method="get" action={props.action} className="stack no-print">
        <div className="search">
          <TextField
            type="search"
            name="q"
            label={t.searchLabel}
            hint={t.searchHint}
            defaultValue={typed.q}
            autoComplete="off"
            enterKeyHint="search"
          />
          <Button data-testid="search">{layout.search}</Button>
        </div>
        <details open={Object.keys(others).length > 0}>
          <summary>{t.filters}</summary>
          <div className="stack">
            <div className="filters">
              <SelectField
                name="status"
                label={t.filterStatus}
                defaultValue={typed.status ?? ""}
                options={[
                  { value: "", label: t.any },
                  ...statuses.map((value) => ({ value, label: layout.status[value] })),
                ]}
              />
              <SelectField
                name="sort"
                label={t.sort}
                defaultValue={typed.sort ?? "-issued"}
                options={sorts.map((value) => ({ value, label: t.sorts[value] }))}
              />
              <TextField
                type="date"
                name="from"
                label={t.from}
                defaultValue={typed.from}
                error={errors.from}
              />
              <TextField
                type="date"
                name="to"
                label={t.to}
                defaultValue={typed.to}
                error={errors.to}
              />
              <TextField
                name="min"
                label={t.min}
                inputMode="decimal"
                defaultValue={typed.min}
                error={errors.min}
              />
              <TextField
                name="max"
                label={t.max}
                inputMode="decimal"
                defaultValue={typed.max}
                error={errors.max}
              />
            </div>
            <div className="choice">
              <input
                type="checkbox"
                id="field-contested"
                name="contested"
                value="1"
                defaultChecked={Boolean(typed.contested)}
              />
              <label htmlFor="field-contested">{t.onlyContested}</label>
            </div>
            <Button look="quiet">{t.apply}</Button>
          </div>
        </details>
      </form>
    </search>
  );
}
