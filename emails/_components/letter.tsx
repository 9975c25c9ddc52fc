import type { ReactNode } from "react";
import { Body, Container, Head, Heading, Html, Preview, Section, Text } from "react-email";
import { messagesFor } from "#app/platform/i18n/messages.ts";
import { Footer } from "./footer.tsx";
import type { MailFrame } from "./frame.ts";
import { PersonContact } from "./person-contact.tsx";
import { styleSheet, styles } from "./styles.ts";

/**
 * The sheet every mail is written on: who writes, for which customer, the words, whom to call, how to check it. One column of
 * presentation tables; no image, so nothing is lost without images and nothing can count who opened it.
 */
export function Letter({
  frame,
  subject,
  preview,
  heading,
  toStaff = false,
  opensInvoice = false,
  children,
}: {
  frame: MailFrame;
  /** The mail's subject line: its title in a browser and to a screen reader. */
  subject: string;
  /** Shown by mail programs beside the subject, before the mail is opened. */
  preview: string;
  heading: string;
  toStaff?: boolean;
  /** The mail carries a link without password, which the footer explains. */
  opensInvoice?: boolean;
  children: ReactNode;
}) {
  const { language, palette } = frame;
  const looks = styles(palette.light);
  const words = messagesFor(language).mail.frame;
  return (
    <Html dir="ltr" lang={language}>
      <Head>
        <title>{subject}</title>
        <meta content="width=device-width, initial-scale=1" name="viewport" />
        <meta content="light dark" name="color-scheme" />
        <meta content="light dark" name="supported-color-schemes" />
        <meta content="telephone=no,date=no,address=no,email=no,url=no" name="format-detection" />
        <style>{styleSheet(palette)}</style>
      </Head>
      <Body dir="ltr" lang={language}>
        <Preview style={{ ...hidden, fontSize: "16px" }} useTitleTag={false}>
          {preview}
        </Preview>
        {/* Many programs drop <html> and <body>: the first element that stays says the language again. */}
        {/* biome-ignore lint/a11y/useSemanticElements: mail programs know <div>, and drop <main>. */}
        <div
          aria-label={subject}
          className="paper"
          dir="ltr"
          lang={language}
          role="main"
          style={looks.paper}
        >
          <Container style={{ maxWidth: "600px" }}>
            <Section style={looks.masthead} tdClassName="masthead">
              <Text className="brand" style={looks.billerName}>
                {frame.biller.name}
              </Text>
              <Text className="soft" style={looks.customerName}>
                <Addressee frame={frame} />
              </Text>
            </Section>
            <Section className="sheet" style={looks.sheet} tdClassName="sheet-in">
              <Heading as="h1" className="heading ink" style={looks.heading}>
                {heading}
              </Heading>
              <Text className="ink" style={looks.words}>
                {words.greeting(frame.recipient)}
              </Text>
              {children}
              <PersonContact frame={frame} toStaff={toStaff} />
            </Section>
            <Footer frame={frame} opensInvoice={opensInvoice} />
          </Container>
        </div>
      </Body>
    </Html>
  );
}

function Addressee({ frame: { biller, customer, language } }: { frame: MailFrame }) {
  const words = messagesFor(language).mail.frame;
  if (!customer) return words.forStaff(biller.name);
  return (
    <>
      {`${words.forCustomer(customer.name)} `}
      {/* A number broken at its hyphen reads as two. */}
      <span style={{ whiteSpace: "nowrap" }}>{words.customerNumber(customer.number)}</span>
      {customer.others ? ` ${words.otherCustomers(customer.others)}` : null}
    </>
  );
}

const hidden = {
  display: "none",
  lineHeight: "1px",
  maxHeight: 0,
  maxWidth: 0,
  opacity: 0,
  overflow: "hidden",
} as const;
