import { Heading, Link, Section, Text } from "react-email";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import type { MailFrame } from "./frame.ts";
import { styles } from "./styles.ts";

/** How to check that the mail is ours, what we never write, and who the sender is in law. */
export function Footer({ frame, opensInvoice }: { frame: MailFrame; opensInvoice: boolean }) {
  const looks = styles(frame.palette.light);
  const words = messagesFor(frame.language).mail.frame;
  return (
    <Section style={looks.foot} tdClassName="foot-in">
      <Heading as="h2" className="ink" style={{ ...looks.subheading, fontSize: "17px" }}>
        {words.trustTitle}
      </Heading>
      <Text className="soft" style={looks.soft}>
        {`${words.code}${words.colon} `}
        <strong className="ink" style={{ color: frame.palette.light.ink }}>
          {frame.code}
        </strong>
        <br />
        {words.codeWords}
        <br />
        <Link className="brand" href={verifyLink(frame)} style={looks.link}>
          {words.verify}
        </Link>
      </Text>
      <Text className="soft" style={looks.soft}>
        {words.noBankDetails}
        {opensInvoice && ` ${words.linkWords}`}
      </Text>
      <Text className="soft" style={{ ...looks.soft, margin: 0 }}>
        {words.sender(frame.biller.legalName, frame.biller.address)}
      </Text>
    </Section>
  );
}

function verifyLink({ appUrl, code }: MailFrame): string {
  return `${appUrl}/verify?code=${code}`;
}
