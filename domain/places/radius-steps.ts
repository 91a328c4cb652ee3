/** What a person says of how sure a place is, in metres: about twice the one before. */
const steps = [20, 50, 100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000] as const;

/** A place less sure than this is called "not certain". */
export const uncertainFromM = 2_000;

/** The next larger radius; the largest stays. */
export function widerRadius(radiusM: number): number {
  return steps.find((step) => step > radiusM) ?? Math.max(radiusM, steps[steps.length - 1] ?? 0);
}

/** The next smaller radius; the smallest stays. */
export function narrowerRadius(radiusM: number): number {
  return steps.findLast((step) => step < radiusM) ?? Math.min(radiusM, steps[0]);
}
