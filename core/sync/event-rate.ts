const windowMs = 10_000;

/** Events a second over the last ten seconds. */
export function createEventRate(steadyMs: () => number) {
  let counted: { readonly at: number; readonly count: number }[] = [];
  return {
    add(count: number): void {
      if (count > 0) counted.push({ at: steadyMs(), count });
    },
    perSecond(): number {
      const now = steadyMs();
      counted = counted.filter(({ at }) => now - at < windowMs);
      const first = counted[0];
      if (!first) return 0;
      const sum = counted.reduce((total, { count }) => total + count, 0);
      return Math.round((sum * 1000) / Math.max(1000, now - first.at));
    },
  };
}

export type EventRate = ReturnType<typeof createEventRate>;
