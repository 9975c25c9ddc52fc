import type { LoaderFunctionArgs } from "@remix-run/node";
import { languageOf } from "#app/http/language.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { useMessages } from "#app/ui/language.tsx";
import { PlainText } from "#app/ui/plain-text.tsx";

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { title: messagesFor(await languageOf(request, context)).entry.accessibility.title };
}

export default function Accessibility() {
  return <PlainText {...useMessages().entry.accessibility} />;
}
