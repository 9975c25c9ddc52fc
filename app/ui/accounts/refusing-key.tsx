import { useMessages } from "../language.tsx";

/** Whose request it was: a key's by name, a key's that there is not by its beginning, or nobody's. */
export function RefusingKey(props: {
  known: { name: string; prefix: string; revokedAt: Date | null } | null;
  unknownPrefix: string | null;
}) {
  const { refusals: t, team } = useMessages();
  const { known, unknownPrefix } = props;
  if (!known) return <span>{unknownPrefix ? t.unknownKey(unknownPrefix) : t.noKey}</span>;
  return (
    <span>
      {known.name}
      <br />
      <span className="muted small">
        {team.keys.starts(known.prefix)}
        {known.revokedAt ? `, ${t.revoked}` : ""}
      </span>
    </span>
  );
}
