import type { Quarantine } from '#contract/records/quarantine-records.ts';

export type QuarantineSummary = {
  readonly messages: number;
  readonly sources: number;
  readonly lastAtMs: number;
  /** The latest came within the last ten minutes: something is being lost to the operator now. */
  readonly fresh: boolean;
};

const freshForMs = 600_000;

/** All of the quarantine in one line; null when it is empty. */
export function quarantineSummary(entries: readonly Quarantine[], nowMs: number): QuarantineSummary | null {
  if (entries.length === 0) return null;
  const lastAtMs = Math.max(...entries.map((entry) => entry.lastAtMs));
  return {
    messages: entries.reduce((sum, entry) => sum + entry.count, 0),
    sources: new Set(entries.map((entry) => entry.sourceId)).size,
    lastAtMs,
    fresh: nowMs - lastAtMs < freshForMs,
  };
}

/** The most recent first, so that what goes wrong now stands on top. */
export function orderedQuarantine(entries: Iterable<Quarantine>): readonly Quarantine[] {
  return [...entries].toSorted((a, b) => b.lastAtMs - a.lastAtMs || (a.id < b.id ? -1 : 1));
}
