const focusable = 'a[href], button:not(:disabled, [tabindex="-1"]), input:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/** Moves the focus to the first thing inside that takes it, or to the container itself. */
export function focusFirst(container: HTMLElement | null): void {
  const first = container?.querySelector<HTMLElement>(focusable) ?? container;
  first?.focus();
}
