/** Which of several things under one press to choose: the topmost, and at each further press the one beneath the chosen. */
export function nextPressed(ids: readonly string[], chosenId: string | null): string | null {
  const index = chosenId === null ? -1 : ids.indexOf(chosenId);
  return ids[(index + 1) % ids.length] ?? null;
}
