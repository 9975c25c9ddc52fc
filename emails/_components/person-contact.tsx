import { Heading, Hr, Link, Text } from "react-email";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import type { MailFrame } from "./frame.ts";
import { styles } from "./styles.ts";

/** The named person who answers, with telephone and hours: on every mail (product.md, 2). */
export function PersonContact({ frame, toStaff }: { frame: MailFrame; toStaff: boolean }) {
  const looks = styles(frame.palette.light);
  const words = messagesFor(frame.language).mail.frame;
  const { name, phone, hours } = frame.contact;
  return (
    <>
      <Hr className="rule" style={looks.rule} />
      <Heading as="h2" className="ink" style={looks.subheading}>
        {toStaff ? words.customerContactTitle : words.contactTitle}
      </Heading>
      <Text className="soft" style={{ ...looks.soft, margin: "0 0 2px" }}>
        {toStaff ? words.customerContactWords : words.contactWords}
      </Text>
      <Text className="ink" style={{ ...looks.words, margin: 0 }}>
        <strong>{name}</strong>
        <br />
        <Link className="brand" href={`tel:${phone.replace(/[^+\d]/g, "")}`} style={looks.link}>
          {phone}
        </Link>
        <br />
        {hours}
      </Text>
    </>
  );
}
