import type { notifications } from "#db/schema/notifications.ts";

export type MailRow = typeof notifications.$inferSelect;
