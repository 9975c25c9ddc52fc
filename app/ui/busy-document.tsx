import type { Language } from "#app/platform/i18n/language.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import styles from "./styles/app.css?url";

/** Said in place of a document that cannot be drawn now, because many others are: wait, and ask again. No frame, no data. */
export function BusyDocument(props: { language: Language; again: string; seconds: number }) {
  const t = messagesFor(props.language).layout.errors;
  return (
    <html lang={props.language} dir="ltr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{t.busyTitle}</title>
        <link rel="stylesheet" href={styles} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      </head>
      <body>
        <main className="wrap stack-loose" id="content">
          <div className="sheet stack narrow">
            <h1>{t.busyTitle}</h1>
            <p>{t.busy(String(props.seconds))}</p>
            <p>
              <a className="btn" href={props.again} rel="nofollow">
                {t.busyAgain}
              </a>
            </p>
          </div>
        </main>
      </body>
    </html>
  );
}
