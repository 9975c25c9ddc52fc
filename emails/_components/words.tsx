import type { ReactNode } from "react";
import { Text } from "react-email";
import type { MailFrame } from "./frame.ts";
import { styles } from "./styles.ts";

/** A paragraph. */
export function Words({ frame, children }: { frame: MailFrame; children: ReactNode }) {
  return (
    <Text className="ink" style={styles(frame.palette.light).words}>
      {children}
    </Text>
  );
}

/** A paragraph of lesser weight. */
export function SoftWords({ frame, children }: { frame: MailFrame; children: ReactNode }) {
  return (
    <Text className="soft" style={styles(frame.palette.light).soft}>
      {children}
    </Text>
  );
}
