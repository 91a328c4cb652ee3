/** Counts faults; true when this one makes `times` of them within `withinMs`. */
export function createFaultCounter(options: { times: number; withinMs: number; now: () => number }): () => boolean {
  let recentMs: number[] = [];
  return () => {
    const nowMs = options.now();
    recentMs = [...recentMs.filter((atMs) => nowMs - atMs < options.withinMs), nowMs];
    return recentMs.length >= options.times;
  };
}
