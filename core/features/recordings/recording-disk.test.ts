import { expect, test } from 'vitest';
import { checkRecordingDisk } from './recording-disk.ts';

const gigabyte = 1_000_000_000;

test('the doctor says for how many hours there is room, at what is recorded a day, and warns in time', () => {
  const check = (freeBytes: number | null, dayBytes: number) => checkRecordingDisk({ freeBytes, reserveBytes: 2 * gigabyte, dayBytes, unsynced: 3 });
  expect(check(6.5 * gigabyte, 0)).toMatchObject({ state: 'ok', finding: 'room for 200 hours of recordings at the present rate; 3 not confirmed by central' });
  expect(check(6.5 * gigabyte, 24 * gigabyte)).toMatchObject({ state: 'warning', finding: expect.stringContaining('room for 4.5 hours') as string });
  expect(check(3 * gigabyte, 24 * gigabyte)).toMatchObject({ state: 'fault' });
  expect(check(gigabyte, 0)).toMatchObject({ state: 'fault', finding: expect.stringContaining('room for 0.0 hours') as string });
  expect(check(null, 0)).toMatchObject({ state: 'fault' });
});
