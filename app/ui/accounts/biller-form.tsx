import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "../button.tsx";
import { SelectField, TextArea, TextField } from "../field.tsx";
import { useMessages } from "../language.tsx";
import { ColourPreview } from "./colour-preview.tsx";
import { LogoField } from "./logo-field.tsx";
import { PlanLimitFields } from "./plan-limit-fields.tsx";

/** Fields that are one line of text and nothing else. */
type PlainField =
  | "name"
  | "legalName"
  | "legalId"
  | "vatId"
  | "line1"
  | "line2"
  | "city"
  | "hoursFr"
  | "hoursEn";

/** How the biller describes itself. */
export function BillerForm(props: {
  values: Readonly<Record<string, string>>;
  errors?: Readonly<Record<string, string>>;
  timeZones: readonly string[];
  /** The colour to show: the one saved, or the one to be tried. */
  colour: string;
  logoUrl: string | null;
}) {
  const t = useMessages().team.brand;
  const { values, errors } = props;
  const field = (name: string) => ({
    name,
    error: errors?.[name],
    defaultValue: values[name],
    autoComplete: "off",
  });
  const line = (name: PlainField, more: { hint?: string; optional?: boolean } = {}) => (
    <TextField {...field(name)} label={t[name]} {...more} required={!more.optional} />
  );
  const short = { className: "input-short num" };
  return (
    <Form
      method="post"
      action="/staff/brand"
      encType="multipart/form-data"
      className="stack-loose"
      noValidate
    >
      <Part id="identity" title={t.identity}>
        {line("name", { hint: t.nameHint })}
        {line("legalName")}
        <TextArea
          {...field("legalMention")}
          label={t.legalMention}
          hint={t.legalMentionHint}
          rows={3}
          optional
        />
        {line("legalId", { optional: true })}
        {line("vatId", { optional: true })}
      </Part>
      <Part id="address" title={t.address}>
        {line("line1", { optional: true })}
        {line("line2", { optional: true })}
        <TextField {...field("postCode")} {...short} label={t.postCode} optional />
        {line("city", { optional: true })}
        <TextField
          {...field("country")}
          {...short}
          label={t.country}
          hint={t.countryHint}
          maxLength={2}
          optional
        />
      </Part>
      <Part id="reach" title={t.reach}>
        <TextField {...field("phone")} {...short} type="tel" label={t.phone} required />
        <TextField
          {...field("email")}
          type="email"
          inputMode="email"
          spellCheck={false}
          label={t.email}
          required
        />
        {line("hoursFr")}
        {line("hoursEn")}
      </Part>
      <Part id="look" title={t.look}>
        <TextField
          {...field("brandColour")}
          {...short}
          label={t.colour}
          hint={t.colourHint}
          spellCheck={false}
          required
        />
        <ColourPreview colour={props.colour} />
        <LogoField url={props.logoUrl} error={errors?.logo} />
      </Part>
      <Part id="bank" title={t.bank} hint={t.bankHint}>
        <TextField {...field("iban")} label={t.iban} className="num" spellCheck={false} optional />
        <TextField {...field("bic")} {...short} label={t.bic} spellCheck={false} optional />
      </Part>
      <Part id="time" title={t.time}>
        <SelectField
          {...field("timeZone")}
          label={t.timeZone}
          options={props.timeZones.map((zone) => ({ value: zone, label: zone }))}
        />
        <TextField
          {...field("answerWithinDays")}
          {...short}
          label={t.answerWithinDays}
          inputMode="numeric"
          required
        />
        <TextArea
          {...field("closedDays")}
          label={t.closedDays}
          hint={t.closedDaysHint}
          rows={8}
          className="num"
          optional
        />
      </Part>
      <PlanLimitFields field={field} />
      <div className="row">
        <Button data-testid="send">{t.save}</Button>
        <Button look="quiet" name="intent" value="preview" formAction="/staff/brand#preview">
          {t.preview}
        </Button>
      </div>
    </Form>
  );
}

function Part(props: { id: string; title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="sheet stack" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.hint ? <p className="muted">{props.hint}</p> : null}
      {props.children}
    </section>
  );
}
