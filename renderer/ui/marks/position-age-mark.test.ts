import { describe, expect, test } from 'vitest';
import { positionAge } from './position-age-mark.ts';

describe('the age of a position', () => {
  test('is live up to two minutes, ageing up to ten, then old', () => {
    expect([0, 120_000, 120_001, 600_000, 600_001].map((ageMs) => positionAge(ageMs))).toEqual([
      'live',
      'live',
      'ageing',
      'ageing',
      'old',
    ]);
  });

  test('is none where no fix was ever heard', () => {
    expect(positionAge(null)).toBe('none');
  });

  test('is never live when the tracker itself called the fix stale', () => {
    expect(positionAge(5_000, true)).toBe('ageing');
    expect(positionAge(700_000, true)).toBe('old');
  });

  test('is live for a fix a little ahead of our clock', () => {
    expect(positionAge(-3_000)).toBe('live');
  });
});
