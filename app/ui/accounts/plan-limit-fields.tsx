import { SelectField, TextArea, TextField } from "../field.tsx";
import { useMessages } from "../language.tsx";

/** How far customers may put off a payment by themselves. `field` binds a name to its value and error. */
export function PlanLimitFields(props: {
  field(name: string): { name: string; error?: string; defaultValue?: string };
}) {
  const { team, plans } = useMessages();
  const [t, settings] = [team.brand, plans.settings];
  const { field } = props;
  const short = { className: "input-short num", inputMode: "numeric", required: true } as const;
  return (
    <section className="sheet stack" aria-labelledby="plan-limits">
      <h2 id="plan-limits">{settings.title}</h2>
      <p className="muted">{settings.hint}</p>
      <TextField
        {...field("promiseWithinDays")}
        {...short}
        label={t.promiseWithinDays}
        hint={settings.promiseWithinDaysHint}
      />
      <SelectField
        {...field("instalmentsMost")}
        label={t.instalmentsMost}
        className="input-short"
        options={[
          { value: "0", label: settings.noInstalments },
          ...[2, 3, 4, 5, 6].map((most) => ({ value: String(most), label: String(most) })),
        ]}
      />
      <TextField
        {...field("instalmentsWithinDays")}
        {...short}
        label={t.instalmentsWithinDays}
        hint={settings.instalmentsWithinDaysHint}
      />
      <TextArea
        {...field("plansAcceptedUpTo")}
        label={t.plansAcceptedUpTo}
        hint={settings.plansAcceptedUpToHint}
        rows={5}
        className="num"
        optional
      />
    </section>
  );
}
