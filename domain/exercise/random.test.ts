import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from './random.ts';

describe('chance', () => {
  test('is the same for the same seed and label, another for another', () => {
    const draw = (seed: number, ...label: (string | number)[]): number[] => {
      const random = createRandom(seed, ...label);
      return Array.from({ length: 8 }, () => random.fraction());
    };
    expect(draw(1, 'a', 2)).toEqual(draw(1, 'a', 2));
    expect(draw(1, 'a', 2)).not.toEqual(draw(1, 'a', 3));
    expect(draw(1, 'a', 2)).not.toEqual(draw(2, 'a', 2));
  });

  test('stays within what was asked', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(50), (seed, low, more) => {
        const random = createRandom(seed, 'test');
        const whole = random.whole(low, low + more);
        expect(Number.isInteger(whole) && whole >= low && whole <= low + more).toBe(true);
        expect(['a', 'b', 'c']).toContain(random.oneOf(['a', 'b', 'c']));
        expect(Math.abs(random.spread())).toBeLessThanOrEqual(3);
      }),
      { seed: 112 },
    );
  });

  test('is even: each of ten tenths gets about a tenth', () => {
    const random = createRandom(112, 'even');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < 10_000; index += 1) {
      const tenth = Math.floor(random.fraction() * 10);
      counts[tenth] = (counts[tenth] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(900);
    expect(Math.max(...counts)).toBeLessThan(1_100);
  });
});
