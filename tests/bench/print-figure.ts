/** One line of a benchmark: `{ name, value, unit, … }`. */
export function printFigure(name: string, value: number, unit: string, details: object = {}): void {
  process.stdout.write(`${JSON.stringify({ name, value: Math.round(value * 1_000) / 1_000, unit, ...details })}\n`);
}

/** The value below which the given share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
