import { useMessages } from "#app/ui/language.tsx";

/** No dispute chosen yet. */
export default function NothingChosen() {
  const t = useMessages().disputes.desk;
  return (
    <div className="thread wide-only">
      <p className="muted">{t.notFoundHint}</p>
    </div>
  );
}
