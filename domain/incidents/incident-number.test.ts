import { expect, test } from 'vitest';
import { incidentNumber, startOfSiteDayMs } from './incident-number.ts';

const wib = 420;

test('the number carries station, day at the site and the count of that day', () => {
  expect(incidentNumber('S2', Date.parse('2026-07-14T03:00:00Z'), wib, 3)).toBe('S2-0714-03');
  expect(incidentNumber('S2', Date.parse('2026-07-14T03:00:00Z'), wib, 131)).toBe('S2-0714-131');
});

test('the day changes at midnight of the site, not of Greenwich', () => {
  expect(incidentNumber('S1', Date.parse('2026-12-31T16:59:59.999Z'), wib, 1)).toBe('S1-1231-01');
  expect(incidentNumber('S1', Date.parse('2026-12-31T17:00:00Z'), wib, 1)).toBe('S1-0101-01');
  expect(startOfSiteDayMs(Date.parse('2026-12-31T18:00:00Z'), wib)).toBe(Date.parse('2026-12-31T17:00:00Z'));
});
