import { expect, test } from 'vitest';
import { dateText, dayStartMs, sinceText, timeText, zoneText } from './time-text.ts';

const wib = 420;
const evening = Date.parse('2026-11-26T18:30:05Z');

test('times and days are the site’s, whatever the computer’s zone is', () => {
  expect(timeText(evening, wib)).toBe('01:30:05');
  expect(dateText(evening, wib)).toBe('27-11-2026');
  expect(sinceText(evening, evening + 3_600_000, wib)).toBe('01:30');
  expect(sinceText(evening - 7_200_000, evening, wib)).toBe('26-11 23:30');
  expect([420, 480, 540, -210].map(zoneText)).toEqual(['WIB', 'WITA', 'WIT', 'UTC−3.5']);
});

test('a day begins at the site’s midnight', () => {
  expect(dayStartMs(evening, wib)).toBe(Date.parse('2026-11-26T17:00:00Z'));
  expect(dayStartMs(Date.parse('2026-11-26T16:59:59Z'), wib)).toBe(Date.parse('2026-11-25T17:00:00Z'));
  expect(dayStartMs(evening, 0)).toBe(Date.parse('2026-11-26T00:00:00Z'));
});
