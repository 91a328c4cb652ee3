import fc from 'fast-check';
import { expect, test } from 'vitest';
import { complaintClock } from './complaint-clock.ts';
import { complaintCategories } from './complaint.ts';
import { dueAt, lanesOf, shippedLanes, type LaneTime } from './lane.ts';

const office = { utcOffsetMinutes: 420, closesHour: 16, holidays: [] };
const atSite = (text: string): number => Date.parse(`${text}+07:00`);
const due = (text: string, time: LaneTime, holidays: readonly string[] = []): string => new Date(dueAt(atSite(text), time, { ...office, holidays }) + 7 * 3_600_000).toISOString().slice(0, 16);

test('hours run through nights and weekends; working days end when the office closes, over weekends and holidays', () => {
  expect(due('2026-11-27T22:00', { hours: 6 })).toBe('2026-11-28T04:00');
  // A Friday, shortly before and after midnight at the site.
  expect(due('2026-11-27T23:59', { workingDays: 1 })).toBe('2026-11-30T16:00');
  expect(due('2026-11-26T00:01', { workingDays: 2 })).toBe('2026-11-30T16:00');
  expect(due('2026-11-28T10:00', { workingDays: 1 })).toBe('2026-11-30T16:00');
  expect(due('2026-11-27T10:00', { workingDays: 2 }, ['2026-11-30'])).toBe('2026-12-02T16:00');
});

test('a time that is promised lies after the call, on a working day, and more days are never sooner', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2040, 0) }), fc.integer({ min: 1, max: 30 }), fc.constantFrom(-480, 0, 420, 540), (openedAtMs, workingDays, utcOffsetMinutes) => {
      const days = { ...office, utcOffsetMinutes };
      const dueAtMs = dueAt(openedAtMs, { workingDays }, days);
      const weekday = new Date(dueAtMs + utcOffsetMinutes * 60_000).getUTCDay();
      expect(dueAtMs).toBeGreaterThan(openedAtMs);
      expect([0, 6]).not.toContain(weekday);
      expect(dueAt(openedAtMs, { workingDays: workingDays + 1 }, days)).toBeGreaterThan(dueAtMs);
    }),
    { seed: 24 },
  );
});

test('every category has one lane; the profile puts its own in place, and an agency that the site lacks is suggested to nobody', () => {
  expect(shippedLanes.map(({ category }) => category)).toEqual(complaintCategories);
  const lanes = lanesOf([{ category: 'waste', agencyId: 'kebersihan', time: { hours: 8 } }], ['kebersihan', 'pu']);
  expect(lanes.find(({ category }) => category === 'waste')).toEqual({ category: 'waste', agencyId: 'kebersihan', time: { hours: 8 } });
  expect(lanes.find(({ category }) => category === 'road')?.agencyId).toBe('pu');
  expect(lanes.find(({ category }) => category === 'power')?.agencyId).toBeNull();
});

test('the clock says how much is left, that it is near, that it is late, and whether it stopped in time', () => {
  const times = { openedAtMs: 0, dueAtMs: 100, stoppedAtMs: null };
  expect(complaintClock(times, 10)).toEqual({ kind: 'running', level: 'ample', leftMs: 90 });
  expect(complaintClock(times, 75)).toEqual({ kind: 'running', level: 'near', leftMs: 25 });
  expect(complaintClock(times, 130)).toEqual({ kind: 'running', level: 'late', leftMs: -30 });
  expect(complaintClock({ ...times, stoppedAtMs: 100 }, 500)).toEqual({ kind: 'stopped', inTime: true, atMs: 100 });
  expect(complaintClock({ ...times, stoppedAtMs: 101 }, 500)).toMatchObject({ inTime: false });
});
