import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { decideBankChange } from "#app/domains/accounts/decide-bank-change.server.ts";
import { openBankChange } from "#app/domains/accounts/open-bank-change.server.ts";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import {
  billerFormValues,
  colourOf,
  readBillerForm,
} from "#app/domains/accounts/read-biller-form.ts";
import { updateBiller } from "#app/domains/accounts/update-biller.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { statusOf } from "#app/http/refusals.ts";
import { forbidden, notFound, requireStaff } from "#app/http/require-viewer.server.ts";
import { redirectAfterPost, rejectForm } from "#app/http/respond.ts";
import { readFormWithFiles } from "#app/http/uploads.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { isRefused } from "#app/platform/refusal.ts";
import { BankChangePanel } from "#app/ui/accounts/bank-change-panel.tsx";
import { BillerForm } from "#app/ui/accounts/biller-form.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { fieldId } from "#app/ui/field.tsx";
import { useMessages } from "#app/ui/language.tsx";
import { Notice } from "#app/ui/notice.tsx";

const isColour = (text: string | undefined) => /^#[0-9a-f]{6}$/.test(text ?? "");

/** How the biller describes itself, and other bank details that wait for a second manager. Managers only. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const biller = await readBiller(args.context.context);
  const bankChange = await openBankChange(args.context.context, viewer);
  if (isRefused(bankChange)) throw forbidden();
  const { searchParams } = new URL(args.request.url);
  return {
    title: messagesFor(await languageOf(args.request, args.context)).team.brand.title,
    values: billerFormValues(biller),
    logoUrl: biller.logoFile ? `/logo/${biller.logoFile}` : null,
    described: biller.name !== "",
    timeZones: [...new Set([biller.timeZone, ...Intl.supportedValuesOf("timeZone")])].sort(),
    bankChange,
    done: searchParams.get("done"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await requireStaff(args, "manager");
  const { errors: t, bankChange } = messagesFor(await languageOf(args.request, args.context)).team
    .brand;
  const { fields, files } = await readFormWithFiles(args.request, "logo");
  if (fields.intent === "confirm-bank" || fields.intent === "refuse-bank") {
    const decision = fields.intent === "confirm-bank" ? "confirm" : "refuse";
    const id = fields.change ?? "";
    const decided = await decideBankChange(args.context.context, viewer, { id, decision });
    if (!isRefused(decided))
      return redirectAfterPost(
        `/staff/brand?done=${decision === "confirm" ? "confirmed" : "refused"}`,
      );
    if (decided.refused === "managers-only") throw forbidden();
    if (decided.refused === "not-found") throw notFound();
    const asItIs = billerFormValues(await readBiller(args.context.context));
    const sentence = bankChange.refusals[decided.refused];
    return rejectForm({ bankChange: sentence }, asItIs, { status: statusOf(decided) });
  }
  const [file] = files;
  // A browser does not keep a file across pages: whoever chose one is told to choose it again.
  const again: Record<string, string> = file ? { logo: t.logoAgain } : {};
  const values = { ...fields, brandColour: colourOf(fields.brandColour) };
  if (fields.intent === "preview" && isColour(values.brandColour))
    return data({ errors: again, values }, { status: 200 });

  const form = readBillerForm(fields, t);
  if ("errors" in form) return rejectForm({ ...form.errors, ...again }, values);
  const removes = fields.removeLogo === "1";
  const updated = await updateBiller(args.context.context, viewer, {
    ...form.read,
    ...(file ? { logo: file.bytes } : removes ? { logo: null } : {}),
  });
  if (!isRefused(updated))
    return redirectAfterPost(
      `/staff/brand?done=${updated.bank === "proposed" ? "proposed" : "saved"}`,
    );
  if (updated.refused === "managers-only") throw forbidden();
  const sentence = updated.refused === "logo-too-large" ? t.logoTooLarge : t.logoUnreadable;
  return rejectForm({ logo: sentence }, values, { status: statusOf(updated) });
}

export default function BillerPage() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useMessages().team.brand;
  const values: Readonly<Record<string, string>> = answer?.values ?? page.values;
  const words: Readonly<Record<string, string>> = { saved: t.saved, ...t.bankChange.done };
  const done = page.done === null ? undefined : words[page.done];
  const colour = isColour(values.brandColour) ? values.brandColour : page.values.brandColour;
  return (
    <div className="narrow stack-loose">
      <ErrorSummary errors={answer?.errors} />
      <h1>{page.title}</h1>
      {done && !answer ? (
        <Notice tone={page.done === "proposed" ? "held" : "paid"} live>
          {done}
        </Notice>
      ) : null}
      <p>{t.intro}</p>
      {page.bankChange || answer?.errors.bankChange ? (
        <div id={fieldId("bankChange")} tabIndex={-1}>
          {page.bankChange ? <BankChangePanel {...page.bankChange} /> : t.bankChange.nothing}
        </div>
      ) : null}
      {page.described ? null : <Notice>{t.undescribed}</Notice>}
      <BillerForm
        values={values}
        errors={answer?.errors}
        timeZones={page.timeZones}
        colour={colour ?? ""}
        logoUrl={page.logoUrl}
      />
    </div>
  );
}
