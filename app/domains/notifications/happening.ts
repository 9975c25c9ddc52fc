import type { FollowedType } from "#app/platform/event-types.ts";

/** An event row, as far as mails derive from it. */
export interface Happening {
  readonly customerId: string;
  readonly id: number;
  readonly type: FollowedType;
  readonly subjectId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A string among an event's data; null when it is absent. */
export function told({ data }: Happening, name: string): string | null {
  const value = data[name];
  return typeof value === "string" ? value : null;
}
