import { contrast } from "#app/platform/colour.ts";
import { formatDecimal } from "#app/platform/money.ts";
import { brandColours, brandStyle } from "../brand.ts";
import { useLanguage, useMessages } from "../language.tsx";
import { useRenderContext } from "../render-context.tsx";

/** What pages make of a colour before it is saved: in words as well, because not everybody sees it. */
export function ColourPreview(props: { colour: string }) {
  const t = useMessages().team.brand;
  const language = useLanguage();
  const { nonce } = useRenderContext();
  const { brand, wash } = brandColours(props.colour);
  const ratio = formatDecimal((Math.floor(contrast(brand, wash) * 10) / 10).toString(), language);
  return (
    <section className="colour-preview" id="preview" aria-labelledby="preview-title">
      {/* Escaped by construction: brandStyle writes only colours that it parsed itself. */}
      <style nonce={nonce}>{brandStyle(props.colour, ".colour-preview")}</style>
      <h3 id="preview-title">{t.previewTitle}</h3>
      <p className="row">
        <span className="btn" aria-hidden="true">
          {t.previewButton}
        </span>
        <strong>{t.previewText}</strong>
      </p>
      <p className="muted">
        {brand === props.colour.toLowerCase() ? t.contrast(ratio) : t.darkened(brand, ratio)}
      </p>
    </section>
  );
}
