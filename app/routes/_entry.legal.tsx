import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readBiller } from "#app/domains/accounts/read-biller.server.ts";
import { languageOf } from "#app/http/language.server.ts";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { telephoneLink } from "#app/ui/contact-card.tsx";
import { useMessages } from "#app/ui/language.tsx";

/** Who publishes the portal: the biller, as it describes itself (LCEN, art. 6 III). */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { legalName, legalMention, legalId, vatId, address, phone, email } = await readBiller(
    context.context,
  );
  const place = [address.postCode, address.city].filter(Boolean).join(" ");
  return {
    title: messagesFor(await languageOf(request, context)).entry.legal.title,
    legalName,
    legalMention,
    identifiers: [legalId, vatId].filter(Boolean).join(" · "),
    address: [address.line1, address.line2, place].filter((line): line is string => Boolean(line)),
    phone,
    email,
  };
}

export default function Legal() {
  const page = useLoaderData<typeof loader>();
  const t = useMessages().entry.legal;
  return (
    <div className="sheet stack narrow">
      <h1>{page.title}</h1>
      <h2>{t.publisher}</h2>
      <address className="address">
        <strong>{page.legalName}</strong>
        {page.address.map((line) => (
          <span key={line}>
            <br />
            {line}
          </span>
        ))}
      </address>
      <p>{page.legalMention}</p>
      {page.identifiers ? (
        <>
          <h2>{t.identifiers}</h2>
          <p>{page.identifiers}</p>
        </>
      ) : null}
      <h2>{t.contact}</h2>
      <p>
        <a className="phone num" href={telephoneLink(page.phone)}>
          {page.phone}
        </a>
        <br />
        <a className="action-link" href={`mailto:${page.email}`}>
          {page.email}
        </a>
      </p>
    </div>
  );
}
