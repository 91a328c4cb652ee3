import { describe, expect, test } from 'vitest';
import { ageText, coarseAgeText, stopwatchText } from './age-text.ts';

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

test('an age on a label has one part and only grows coarser', () => {
  const ages = [-5_000, 59_999, 60_000, 3_599_000, 3_600_000, 47 * 3_600_000, 48 * 3_600_000];
  expect(ages.map((ageMs) => coarseAgeText(ageMs, 'id'))).toEqual(['0 d', '59 d', '1 m', '59 m', '1 j', '47 j', '2 h']);
  expect(ages.slice(-2).map((ageMs) => coarseAgeText(ageMs, 'en'))).toEqual(['47 h', '2 d']);
});
