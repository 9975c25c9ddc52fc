import { readSpokenCode, spokenCodeFrom } from "#app/platform/spoken-code.ts";

/** "M-7KQ2-9FXH" from five random bytes: printed in a mail, checked at /verify. */
export const mailCodeFrom = (random: Uint8Array): string => spokenCodeFrom("M", random);

/** What somebody typed as the mail's code it means; null when it is none. */
export const readMailCode = (typed: string): string | null => readSpokenCode("M", typed);
