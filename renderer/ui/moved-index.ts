/** Where a key moves the marked row; null for a key that does not move it. Nothing marked counts as above the first. */
export function movedIndex(key: string, index: number, count: number, pageRows: number): number | null {
  if (count === 0) return null;
  const within = (wanted: number): number => Math.min(count - 1, Math.max(0, wanted));
  switch (key) {
    case 'ArrowDown':
      return within(index + 1);
    case 'ArrowUp':
      return within(index - 1);
    case 'PageDown':
      return within(index + pageRows);
    case 'PageUp':
      return within(index - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
