/** The form in which addresses are stored and compared: providers that tell case apart do not exist in practice. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase();
}
