import { describe, expect, test } from 'vitest';
import { ageText, stopwatchText } from './age-text.ts';

describe('an age', () => {
  test('shows the two largest parts', () => {
    expect(ageText(8_400, 'id')).toBe('8 d');
    expect(ageText(185_000, 'id')).toBe('3 m 05 d');
    expect(ageText((2 * 60 + 14) * 60_000, 'id')).toBe('2 j 14 m');
    expect(ageText((4 * 24 + 2) * 3_600_000, 'en')).toBe('4 d 02 h');
  });

  test('never shows less than nothing when a clock is ahead', () => {
    expect(ageText(-5_000, 'en')).toBe('0 s');
  });
});

test('a stopwatch grows from seconds to hours', () => {
  expect(stopwatchText(8_000)).toBe('0:08');
  expect(stopwatchText(760_000)).toBe('12:40');
  expect(stopwatchText(3_725_000)).toBe('1:02:05');
});
