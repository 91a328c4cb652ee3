/** Moves the focus into a group of choices: to the chosen one, else to the first. */
export function focusChoice(group: HTMLElement | null): void {
  (group?.querySelector<HTMLElement>('input:checked') ?? group?.querySelector<HTMLElement>('input'))?.focus();
}
