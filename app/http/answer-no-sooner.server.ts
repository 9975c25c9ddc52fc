import { setTimeout as wait } from "node:timers/promises";

/**
 * Runs `work` and answers no sooner than `milliseconds` after the start: how long a sign-in request takes must not tell whether
 * the address has an account (writing a mail takes longer than writing none).
 */
export async function answerNoSooner<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const [result] = await Promise.all([work(), wait(milliseconds)]);
  return result;
}
