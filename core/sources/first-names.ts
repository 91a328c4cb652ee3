const mostNamed = 3;

/** The first few names of those that are missed, and how many more there are. */
export function firstNames(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).join(', ');
  return names.length > mostNamed ? `${named} and ${names.length - mostNamed} more` : named;
}
