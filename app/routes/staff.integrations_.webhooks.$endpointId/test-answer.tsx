import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";

type Answer = { status: number; excerpt: string } | { error: string };

/** What became of a test: the address's own words, as text. */
export function TestAnswer(props: { answer: Answer }) {
  const t = useMessages().webhooks;
  const { answer } = props;
  if ("error" in answer)
    return (
      <Notice tone="late" live>
        {t.testedBad} {t.testedWhy(t.reasons[answer.error] ?? answer.error)}
      </Notice>
    );
  const isGood = answer.status >= 200 && answer.status < 300;
  return (
    <Notice tone={isGood ? "paid" : "late"} live>
      <p>
        {isGood ? t.testedGood : t.testedBad} {t.tested(answer.status)}
      </p>
      {answer.excerpt ? (
        <p>
          <code className="small">{answer.excerpt}</code>
        </p>
      ) : null}
    </Notice>
  );
}
