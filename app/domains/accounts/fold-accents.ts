/** "Énergie  D'Été" and "energie d'ete" are the same to whoever searches. */
export function foldAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase();
}
