import { seededRandom } from '../fixtures/seeded-random.ts';

/** Chance of a run. One stream for each purpose, so that what one part uses up changes nothing for another. */
export type Chance = {
  fraction(): number;
  between(low: number, high: number): number;
  whole(low: number, high: number): number;
  happens(probability: number): boolean;
  oneOf<Item>(items: readonly Item[]): Item;
};

export function chanceOf(seed: number, purpose: string): Chance {
  let mixed = seed | 0;
  for (const letter of purpose) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  const fraction = seededRandom(Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d));
  const whole = (low: number, high: number): number => low + Math.floor(fraction() * (high - low + 1));
  return {
    fraction,
    between: (low, high) => low + fraction() * (high - low),
    whole,
    happens: (probability) => fraction() < probability,
    oneOf: (items) => items[whole(0, items.length - 1)]!,
  };
}
