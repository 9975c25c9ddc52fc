import type { ReactNode } from "react";
import type { Tone } from "./tag.tsx";

/** A sentence that matters now: what was just done, or what to know before going on. Announced when `live`. */
export function Notice(props: { tone?: Tone; live?: boolean; children: ReactNode }) {
  return (
    <div
      className={`notice ${props.tone ?? ""}`.trim()}
      {...(props.live ? { role: "status" } : {})}
    >
      {props.children}
    </div>
  );
}
