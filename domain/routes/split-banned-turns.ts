import type { DirectedRoads, ListedRoads } from './road-network.ts';

/** What has been driven of one or several bans: `road` was the last, `fallback` the longest beginning of another ban that these roads end with. */
type Progress = { readonly road: number; readonly next: Map<number, Progress>; fallback: Progress | null; isBanned: boolean; node: number };

/**
 * Roads on which banned turns cannot be driven, for a search that knows nothing of turns: where a ban has begun one stands on a copy of the node, from
 * which the roads lead on but for the one that is banned. A ban is two roads one after the other, or more; bans may overlap, as all that is under way is
 * followed at once. `originalOf` says of each copy, numbered from `nodes` on, of which node it is.
 */
export function splitBannedTurns(given: ListedRoads, nodes: number, bans: readonly (readonly number[])[]): { roads: ListedRoads; originalOf: readonly number[] } {
  if (bans.length === 0) return { roads: given, originalOf: [] };
  const start: Progress = { road: -1, next: new Map(), fallback: null, isBanned: false, node: -1 };
  for (const ban of bans) {
    let at = start;
    for (const road of ban) {
      const known = at.next.get(road) ?? { road, next: new Map(), fallback: null, isBanned: false, node: -1 };
      at.next.set(road, known);
      at = known;
    }
    at.isBanned = true;
  }
  const after = (progress: Progress, road: number): Progress => {
    for (let at: Progress | null = progress; at; at = at.fallback) {
      const next = at.next.get(road);
      if (next) return next;
    }
    return start;
  };
  const originalOf: number[] = [];
  // Shorter beginnings first, so that what one falls back to is known.
  const underWay: Progress[] = [...start.next.values()];
  for (const first of underWay) first.fallback = start;
  for (const progress of underWay) {
    progress.isBanned ||= progress.fallback?.isBanned ?? false;
    for (const [road, next] of progress.next) {
      next.fallback = progress.fallback ? after(progress.fallback, road) : start;
      underWay.push(next);
    }
    if (progress.isBanned) continue;
    progress.node = nodes + originalOf.length;
    originalOf.push(given.to[progress.road] ?? 0);
  }
  const isLeft = new Set(originalOf);
  const leaving = new Map<number, number[]>();
  given.from.forEach((from, road) => {
    if (isLeft.has(from)) leaving.set(from, [...(leaving.get(from) ?? []), road]);
  });
  const roads: DirectedRoads = { from: [...given.from], to: [...given.to], timeMs: [...given.timeMs], lengthM: [...given.lengthM], name: [...given.name] };
  for (const [road, first] of start.next) {
    // A ban of one road alone closes it; the map has none, but a road that may not be driven must not be.
    roads.to[road] = first.isBanned ? (given.from[road] ?? 0) : first.node;
  }
  for (const progress of underWay) {
    if (progress.isBanned) continue;
    for (const road of leaving.get(given.to[progress.road] ?? 0) ?? []) {
      const next = after(progress, road);
      if (next.isBanned) continue;
      roads.from.push(progress.node);
      roads.to.push(next === start ? (given.to[road] ?? 0) : next.node);
      roads.timeMs.push(given.timeMs[road] ?? 0);
      roads.lengthM.push(given.lengthM[road] ?? 0);
      roads.name.push(given.name[road] ?? 0);
    }
  }
  return { roads, originalOf };
}
