/** Whether a message on `topic` belongs to `filter`. Wildcards at the start do not reach topics of the broker itself (`$SYS`). */
export function matchesTopicFilter(filter: string, topic: string): boolean {
  if (topic.startsWith('$') && !filter.startsWith('$')) return false;
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [index, level] of wanted.entries()) {
    if (level === '#') return true;
    if (index >= levels.length) return false;
    if (level !== '+' && level !== levels[index]) return false;
  }
  return wanted.length === levels.length;
}

/** Whether everything that `narrow` matches is matched by `wide` too. */
export function coversTopicFilter(wide: string, narrow: string): boolean {
  const wideLevels = wide.split('/');
  const narrowLevels = narrow.split('/');
  for (const [index, level] of wideLevels.entries()) {
    if (level === '#') return true;
    const other = narrowLevels[index];
    if (other === undefined || other === '#') return false;
    if (level !== '+' && level !== other) return false;
  }
  return wideLevels.length === narrowLevels.length;
}

/** The fewest of these filters that match the same: a broker sends a message once for each that matches. */
export function widestTopicFilters(filters: readonly string[]): string[] {
  const different = [...new Set(filters)];
  return different.filter((filter) => !different.some((other) => other !== filter && coversTopicFilter(other, filter)));
}

/** Finds the targets of a topic, in their order, each once; filters without wildcards cost nothing however many they are. */
export function createTopicRouter<Target>(targets: readonly (readonly [filters: readonly string[], target: Target])[]): (topic: string) => readonly Target[] {
  const exact = new Map<string, number[]>();
  const wild: { readonly filter: string; readonly index: number }[] = [];
  for (const [index, [filters]] of targets.entries()) {
    for (const filter of filters) {
      if (/[+#]/.test(filter)) wild.push({ filter, index });
      else exact.set(filter, [...(exact.get(filter) ?? []), index]);
    }
  }
  return (topic) => {
    const found = new Set([...(exact.get(topic) ?? []), ...wild.filter(({ filter }) => matchesTopicFilter(filter, topic)).map(({ index }) => index)]);
    return [...found].sort((one, other) => one - other).flatMap((index) => (targets[index] ? [targets[index][1]] : []));
  };
}
