import type { Fix, FixStanding } from './position.ts';

/** One fix as it was judged when it came. */
export type FixRecord = Fix & { readonly standing: FixStanding };

/** Standings of fixes that tell truly where their unit was then, also when they came too late to be drawn. */
export const trueStandings = ['live', 'last-known', 'buffered', 'older-than-known'] as const satisfies readonly FixStanding[];

/** Whether a fix belongs into the trail of its unit; every other one is shown beside it, with its reason. */
export function isOnTrail({ standing }: Pick<FixRecord, 'standing'>): boolean {
  return trueStandings.some((each) => each === standing);
}

/** A trail is drawn through where nothing is known for less than this; a longer gap is left open. */
const gapMs = 10 * 60_000;

/** The stretches of a trail, each of fixes in the order of their times, with no gap within. Fixes at one and the same time are one. */
export function trailStretches(fixes: readonly FixRecord[]): readonly (readonly FixRecord[])[] {
  const stretches: FixRecord[][] = [];
  for (const fix of fixes.filter(isOnTrail).toSorted((one, other) => one.fixedAtMs - other.fixedAtMs)) {
    const stretch = stretches.at(-1);
    const last = stretch?.at(-1);
    if (!stretch || !last || fix.fixedAtMs - last.fixedAtMs > gapMs) stretches.push([fix]);
    else if (fix.fixedAtMs > last.fixedAtMs) stretch.push(fix);
  }
  return stretches;
}
