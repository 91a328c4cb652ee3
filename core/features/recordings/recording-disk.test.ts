import { expect, test } from 'vitest';
import { checkRecordingDisk, checkRecordingsSent } from './recording-disk.ts';

const gigabyte = 1_000_000_000;

test('the doctor says for how many hours there is room, at what is recorded a day, and warns in time', () => {
  const check = (freeBytes: number | null, dayBytes: number) => checkRecordingDisk({ freeBytes, reserveBytes: 2 * gigabyte, dayBytes });
  expect(check(6.5 * gigabyte, 0)).toMatchObject({ state: 'ok', finding: 'room for 200 hours of recordings at the present rate' });
  expect(check(6.5 * gigabyte, 24 * gigabyte)).toMatchObject({ state: 'warning', finding: expect.stringContaining('room for 4.5 hours') as string });
  expect(check(3 * gigabyte, 24 * gigabyte)).toMatchObject({ state: 'fault' });
  expect(check(gigabyte, 0)).toMatchObject({ state: 'fault', finding: expect.stringContaining('room for 0.0 hours') as string });
  expect(check(null, 0)).toMatchObject({ state: 'fault' });
});

test('the doctor says what central does not have yet, and warns when it has waited for a day or is not taken', () => {
  const nowMs = Date.parse('2026-11-27T08:00:00Z');
  const check = (waiting: object) => checkRecordingsSent({ count: 3, bytes: 12_340_000, oldestAtMs: nowMs - 3_600_000, reason: null, hasCentral: true, nowMs, ...waiting });
  expect(check({})).toMatchObject({ state: 'ok', finding: '3 recordings to send (12.3 MB), the oldest of 2026-11-27T07:00:00.000Z' });
  expect(check({ oldestAtMs: nowMs - 25 * 3_600_000 })).toMatchObject({ state: 'warning' });
  expect(check({ reason: { code: 'recording-disk-full', sentence: 'Its disk is full.' } })).toMatchObject({ state: 'warning', finding: expect.stringContaining('; Its disk is full.') as string });
  expect(check({ count: 0 })).toMatchObject({ state: 'ok', finding: 'central has every recording' });
  expect(check({ hasCentral: false })).toMatchObject({ state: 'off' });
});
