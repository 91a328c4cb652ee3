/** Chance that comes out the same for the same seed. */
export type Random = {
  /** From 0 up to, not including, 1. */
  fraction(): number;
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  oneOf<Item>(items: readonly [Item, ...Item[]]): Item;
  /** About normally distributed around 0, never beyond 3. */
  spread(): number;
};

/**
 * A stream of its own for every purpose: what happens to one call never depends on how much chance another has used.
 * The label goes into the seed by FNV-1a; the numbers come from mulberry32.
 */
export function createRandom(seed: number, ...label: readonly (string | number)[]): Random {
  let state = seed | 0;
  for (const letter of label.join('/')) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (low: number, high: number): number => low + Math.floor(fraction() * (high - low + 1));
  return {
    fraction,
    between: (low, high) => low + fraction() * (high - low),
    whole,
    chance: (probability) => fraction() < probability,
    oneOf: (items) => items[whole(0, items.length - 1)] ?? items[0],
    spread: () => fraction() + fraction() + fraction() + fraction() + fraction() + fraction() - 3,
  };
}
