import { useMessages } from "#app/ui/language.tsx";

/** The invoice as files: a PDF for people, XML for their accounting software. */
export function Downloads(props: {
  pdf: string;
  /** Null where there is no XML to give out. */
  xml: string | null;
  /** The PDF that the invoice came in. */
  original: string | null;
  syntax: string;
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
            <a className="action-link" href={props.original}>
              {t.downloadOriginal}
            </a>
          </li>
        ) : null}
        {props.xml ? (
          <li>
            <a className="action-link" href={props.xml} download>
              {t.downloadXml(props.syntax)}
            </a>
          </li>
        ) : null}
      </ul>
    </section>
  );
}
