import { useMessages } from "#app/ui/language.tsx";

const formatNames = { json: "JSON", ubl: "UBL", cii: "CII", "factur-x": "Factur-X" };

/** The invoice as files: a PDF for people, and what the biller sent for machines. */
export function Downloads(props: {
  pdf: string;
  original: string | null;
  format: keyof typeof formatNames;
  kind: "invoice" | "creditNote";
}) {
  const t = useMessages().invoices;
  return (
    <section className="sheet stack no-print" aria-labelledby="downloads">
      <h2 id="downloads">{t.downloadTitle}</h2>
      <ul className="plain">
        <li>
          <a className="action-link" href={props.pdf} data-testid="download-pdf">
            {props.kind === "invoice" ? t.downloadPdf : t.downloadPdfCredit}
          </a>
        </li>
        {props.original ? (
          <li>
            <a className="action-link" href={props.original} download>
              {t.downloadOriginal(formatNames[props.format])}
            </a>
          </li>
        ) : null}
      </ul>
    </section>
  );
}
