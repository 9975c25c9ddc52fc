import { TextField } from "../field.tsx";
import { useMessages } from "../language.tsx";

/** The logo as it is, the file for another, and the box that takes it away. */
export function LogoField(props: { url: string | null; error?: string }) {
  const t = useMessages().team.brand;
  return (
    <div className="stack">
      {props.url ? <img className="logo-now" src={props.url} alt={t.logoNow} /> : null}
      <TextField
        type="file"
        name="logo"
        label={t.logo}
        hint={t.logoHint}
        error={props.error}
        accept=".png,.jpg,.jpeg,.svg,image/png,image/jpeg,image/svg+xml"
        optional
      />
      {props.url ? (
        <div className="choice">
          <input type="checkbox" name="removeLogo" value="1" id="remove-logo" />
          <label htmlFor="remove-logo">{t.removeLogo}</label>
        </div>
      ) : null}
    </div>
  );
}
