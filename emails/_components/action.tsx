import { Button, Section } from "react-email";
import type { MailFrame } from "./frame.ts";
import { styles } from "./styles.ts";

/** The one thing to do, over the whole width: at least 48 px high, for thumbs. */
export function Action({ frame, href, label }: { frame: MailFrame; href: string; label: string }) {
  const looks = styles(frame.palette.light);
  return (
    <Section style={looks.buttonRow}>
      <Button className="button" href={href} style={looks.button}>
        {label}
      </Button>
    </Section>
  );
}
