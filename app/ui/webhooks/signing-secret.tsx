import { useMessages } from "../language.tsx";

/** The one time that a signing secret is seen. */
export function SigningSecret(props: { secret: string; hint: string }) {
  const t = useMessages().webhooks;
  return (
    <section className="notice paid stack" role="status" aria-labelledby="secret">
      <h2 id="secret">{t.secretTitle}</h2>
      <p>{t.secretOnce}</p>
      <p>
        <code className="secret" data-testid="signing-secret">
          {props.secret}
        </code>
      </p>
      <p className="muted">{props.hint}</p>
    </section>
  );
}
