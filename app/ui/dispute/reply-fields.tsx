import { Button } from "../button.tsx";
import type { FieldErrors } from "../error-summary.tsx";
import { TextArea } from "../field.tsx";
import { useMessages } from "../language.tsx";
import { AttachmentsField } from "./attachments-field.tsx";

/** The customer writes again, or withdraws. */
export function ReplyFields(props: {
  submissionId: string;
  attachmentAccept: string;
  mayWithdraw: boolean;
  errors?: FieldErrors;
  values?: Readonly<Record<string, string>>;
}) {
  const t = useMessages().disputes;
  return (
    <div className="stack-loose no-print">
      <form method="post" encType="multipart/form-data" className="stack" noValidate>
        <input type="hidden" name="submission" value={props.submissionId} />
        <input type="hidden" name="intent" value="reply" />
        <TextArea
          name="message"
          label={t.replyLabel}
          error={props.errors?.message}
          defaultValue={props.values?.message}
          maxLength={5000}
          required
        />
        <AttachmentsField accept={props.attachmentAccept} error={props.errors?.attachments} />
        <Button data-testid="send">{t.sendReply}</Button>
      </form>
      {props.mayWithdraw ? (
        <form method="post" encType="multipart/form-data" className="stack">
          <input type="hidden" name="intent" value="withdraw" />
          <p className="muted">{t.withdrawHint}</p>
          <Button look="quiet">{t.withdraw}</Button>
        </form>
      ) : null}
    </div>
  );
}
